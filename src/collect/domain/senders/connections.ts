import type { Gap } from "../../../model/document.ts";
import type { Connection } from "../../../model/domain/connections.ts";
import { limits } from "../../../model/limits.ts";
import type { SpfEvaluation } from "../../../model/spf-evaluation.ts";
import { addressOf, printAddress } from "../../../parse/records/spf/networks.ts";
import { evaluateSpf } from "../../spf/evaluate.ts";
import type { Asking, Slice } from "../asking.ts";
import { sendersFor } from "./collect-senders.ts";

/** What SPF says of each address that was given, and of each single address of a declared sender that greets by a known name. */
export const collectConnections: Slice<"connections"> = async (asking) => {
  const { ips, helo, mailFrom } = asking.question;
  const given = ips.map((ip): Named => ({ ip, helo, mailFrom, named: mailFrom === undefined ? "address" : "mail-from" }));
  const declared = sendersFor(asking.question).flatMap((sender) =>
    sender.helo === undefined
      ? []
      : sender.ips.map((ip): Named => ({ ip, helo: sender.helo, mailFrom: sender.mailFrom, named: "sender" })),
  );
  const named = [...given, ...declared].filter(({ ip }) => addressOf(ip)).slice(0, limits.connectionsMax);
  if (named.length === 0) return "address-not-given";
  const connections: Connection[] = [];
  for (const each of named) connections.push(await connection(asking, each));
  return { connections };
};

interface Named {
  readonly ip: string;
  readonly helo: string | undefined;
  readonly mailFrom: string | undefined;
  readonly named: Connection["named"];
}

async function connection(asking: Asking, { ip, helo, mailFrom: given, named }: Named): Promise<Connection> {
  const mailFrom = given === "" ? `postmaster@${helo ?? asking.domain}` : (given ?? `postmaster@${asking.domain}`);
  const domain = mailFrom.slice(mailFrom.lastIndexOf("@") + 1);
  const { nowMs } = asking.question;
  const spf = await evaluateSpf({ ip, sender: mailFrom, helo: helo ?? domain, domain, nowMs }, asking);
  return { ip, helo, mailFrom, named, spf, heloSpf: await heloSpf(asking, ip, helo) };
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
