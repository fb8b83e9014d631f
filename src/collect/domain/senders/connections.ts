import type { Gap } from "../../../model/document.ts";
import type { Connection } from "../../../model/domain/connections.ts";
import { limits } from "../../../model/limits.ts";
import type { SpfEvaluation } from "../../../model/spf-evaluation.ts";
import { addressOf, printAddress } from "../../../parse/records/spf/networks.ts";
import { evaluateSpf } from "../../spf/evaluate.ts";
import type { Asking, Slice } from "../asking.ts";

/** What SPF says of each address that was given, for the envelope's sender and for the greeting. */
export const collectConnections: Slice<"connections"> = async (asking) => {
  const { domain, question } = asking;
  const ips = question.ips.filter((ip) => addressOf(ip)).slice(0, limits.connectionsMax);
  if (ips.length === 0) return "address-not-given";
  const connections: Connection[] = [];
  for (const ip of ips) connections.push(await connection(asking, ip));
  return { domain, connections };
};

async function connection(asking: Asking, ip: string): Promise<Connection> {
  const { helo, mailFrom: given = `postmaster@${asking.domain}`, nowMs } = asking.question;
  const mailFrom = given === "" ? `postmaster@${helo ?? asking.domain}` : given;
  const domain = mailFrom.slice(mailFrom.lastIndexOf("@") + 1);
  const spf = await evaluateSpf({ ip, sender: mailFrom, helo: helo ?? domain, domain, nowMs }, asking);
  // The record that was asked can be shown, and mended, where it does not let the host send.
  if (spf.result !== "pass") await asking.textsAt(spf.trace.domain, "TXT");
  return { ip, helo, mailFrom, spf, heloSpf: await heloSpf(asking, ip, helo) };
}

async function heloSpf(asking: Asking, ip: string, helo: string | undefined): Promise<SpfEvaluation | Gap> {
  if (helo === undefined) return "no-envelope";
  const address = addressOf(ip);
  const answer = await asking.lookup(helo, address?.family === 6 ? "AAAA" : "A");
  if (answer.status === "failed") return "lookup-failed";
  const addresses = answer.status === "found" ? answer.records.map(({ value }) => addressOf(String(value))) : [];
  const isOwn = addresses.some((each) => each && address && printAddress(each) === printAddress(address));
  if (!isOwn) return "record-unusable";
  return evaluateSpf({ ip, sender: "", helo, domain: helo, nowMs: asking.question.nowMs }, asking);
}
