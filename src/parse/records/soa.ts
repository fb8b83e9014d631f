import type { Soa } from "../../model/domain/name-servers.ts";

/** Reads the value of a SOA record (RFC 1035, 3.3.13); undefined for what is none. */
export function readSoa(text: string): Soa | undefined {
  const [, mailbox, ...numbers] = text.trim().split(/\s+/);
  const [serial, refreshSeconds, retrySeconds, expireSeconds, minimumSeconds] = numbers.map(Number);
  const isRead = numbers.length === 5 && numbers.every((each) => /^\d{1,10}$/.test(each));
  if (!isRead || mailbox === undefined || serial === undefined || refreshSeconds === undefined) return undefined;
  if (retrySeconds === undefined || expireSeconds === undefined || minimumSeconds === undefined) return undefined;
  return { mailbox, serial, refreshSeconds, retrySeconds, expireSeconds, minimumSeconds };
}
