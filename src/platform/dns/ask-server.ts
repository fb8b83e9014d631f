import type { DnsRecord, DnsType } from "../../model/dns.ts";
import { dnsTypes } from "../../model/dns.ts";
import { plainName } from "../../parse/zone/names.ts";
import { DnsClient } from "./client.ts";
import type { Endpoint } from "./endpoint.ts";
import { CLASS_IN, type Frame, type WireMessage } from "./message.ts";
import type { Failed } from "./put-question.ts";
import { nameAt, typeNumbers, valueOf } from "./values.ts";

/** Everything that one server says to a question, without asking anybody else. */
export interface ServerAnswer {
  readonly status: "answered";
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, `REFUSED`, or `RCODE` and a number. */
  readonly rcode: string;
  /** AA: it speaks for the zone itself. */
  readonly isAuthoritative: boolean;
  /** RA: it would ask others. */
  readonly isRecursive: boolean;
  /** Records of its answer, with the times to live that it tells; those that cannot be read are left out. */
  readonly answers: readonly DnsRecord[];
  /** Records of the authority section: NS of a referral, SOA of a "not there". */
  readonly authority: readonly DnsRecord[];
}

/** The question for one server. */
export interface ServerQuestion {
  readonly name: string;
  readonly type: DnsType;
  /** Milliseconds for the first try. */
  readonly timeoutMs?: number;
}

/** Asks one server what itself knows: without recursion (RD=0), without remembering. Whatever it answers is an answer. */
export async function askServer(endpoint: Endpoint, question: ServerQuestion): Promise<ServerAnswer | Failed> {
  const { timeoutMs, type } = question;
  const client = new DnsClient({ endpoints: [endpoint], ...(timeoutMs === undefined ? {} : { timeoutMs }) });
  const name = plainName(question.name);
  const answer = await client.ask({ name, type, recursion: "not-desired", read: wholeOf });
  client.close();
  return answer;
}

function wholeOf(message: WireMessage): ServerAnswer {
  const { bytes, rcode, isAuthoritative, isRecursive } = message;
  return {
    status: "answered",
    rcode: rcodes[rcode] ?? `RCODE${rcode}`,
    isAuthoritative,
    isRecursive,
    answers: message.answers.flatMap((frame) => recordOf(bytes, frame)),
    authority: message.authority.flatMap((frame) => recordOf(bytes, frame)),
  };
}

/** Names of the codes (IANA, DNS RCODEs). */
const rcodes: Readonly<Record<number, string>> = {
  0: "NOERROR",
  1: "FORMERR",
  2: "SERVFAIL",
  3: "NXDOMAIN",
  4: "NOTIMP",
  5: "REFUSED",
  9: "NOTAUTH",
};

function recordOf(bytes: Buffer, frame: Frame): readonly DnsRecord[] {
  const type = dnsTypes.find((each) => typeNumbers[each] === frame.type);
  const name = nameAt(bytes, frame.nameAt)?.toLowerCase();
  if (type === undefined || name === undefined || frame.class !== CLASS_IN) return [];
  const value = valueOf(bytes, frame, type);
  return value === undefined ? [] : [{ type, name, ttlSeconds: frame.ttlSeconds, value }];
}
