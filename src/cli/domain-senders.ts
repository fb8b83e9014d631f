import type { Sender } from "../model/domain/sender.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { givenEnvelope } from "../parse/authentication/given-envelope.ts";
import { readSenders } from "../platform/senders.ts";
import type { Settings } from "./settings.ts";

/** Flags of `mailworthy domain` that say where mail comes from. */
export interface SenderFlags {
  readonly ip?: readonly string[];
  readonly helo?: string;
  readonly mailFrom?: string;
  /** A file. */
  readonly senders?: string;
}

/** What the flags, else the configuration, say of senders. */
export interface GivenSenders {
  /** The envelope's sender of the addresses in the flags, `<>` as the empty string. */
  readonly mailFrom: string | undefined;
  readonly senders: readonly Sender[];
}

/** Reads what is said of senders, the configuration's where no file is named; a problem for what cannot be. */
export async function givenSenders(
  { ip = [], helo, mailFrom, senders: file }: SenderFlags,
  { senders: configured }: Settings,
  providers: readonly string[],
): Promise<Result<GivenSenders>> {
  if (mailFrom !== undefined && ip.length === 0) return failed(noAddress);
  for (const each of ip) {
    const envelope = givenEnvelope({ ip: each, helo, mailFrom });
    if (!envelope.ok) return envelope;
  }
  const senders = file === undefined ? ok(configured) : await readSenders(file, providers);
  return senders.ok ? ok({ mailFrom: mailFrom?.replace(/^<(.*)>$/, "$1"), senders: senders.value }) : senders;
}

const noAddress: Problem = {
  code: "usage-wrong",
  message: { en: "A sender is named, and no address that it sends from.", zh: "指定了发件人，却没有发信地址。" },
  hint: { en: "Give the address with --ip.", zh: "请用 --ip 给出地址。" },
};
