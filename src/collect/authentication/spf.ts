import { spf } from "mailauth/lib/spf/index.js";
import type { Envelope, SpfCheck, SpfResult } from "../../model/authentication.ts";
import type { Dns } from "../../model/dns.ts";
import type { Gap } from "../../model/document.ts";
import { addressIn } from "../../parse/zone/addresses.ts";
import { resolverOf } from "../resolver.ts";
import { spfFaultOf } from "./spf-fault.ts";

const results: readonly SpfResult[] = ["none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"];

/** Asks whether a host may send for one of the two identities of its greeting (RFC 7208, 2.3 and 2.4). */
export async function checkSpf(identity: SpfCheck["identity"], envelope: Envelope, dns: Dns): Promise<SpfCheck | Gap> {
  const ip = addressIn(envelope.ip);
  const { helo, mailFrom } = envelope;
  const sender = identity === "helo" ? "" : mailFrom;
  if (ip === undefined || sender === undefined || (sender === "" && !helo)) return "no-envelope";
  const asked = { sender, ip, helo: helo ?? literalOf(ip) };
  const exact = await evaluate(asked, dns, true);
  const lenient = await evaluate(asked, dns, false);
  // A laxer checker asks more; where that has no answer, nothing can be said of it.
  const differs = lenient.check.result !== exact.check.result && lenient.failedNames.length === 0;
  return {
    identity,
    ip,
    ...exact.check,
    lenient: differs ? lenient.check.result : undefined,
    failedNames: exact.failedNames,
  };
}

function literalOf(ip: string): string {
  return ip.includes(":") ? `[IPv6:${ip}]` : `[${ip}]`;
}

type Asked = Pick<Parameters<typeof spf>[0], "sender" | "ip" | "helo">;

async function evaluate(asked: Asked, dns: Dns, strict: boolean) {
  const { resolve, failedNames } = resolverOf(dns);
  const { domain, status, rr, explanation, lookups } = await spf({ ...asked, mta: "mailworthy", strict, resolver: resolve });
  const result = results.find((each) => each === status.result) ?? "temperror";
  const check = {
    domain,
    result,
    explanation,
    fault: result === "permerror" ? spfFaultOf(status.comment ?? "") : undefined,
    record: rr,
    lookups: lookups?.count ?? 0,
    voidLookups: lookups?.void ?? 0,
  };
  return { check, failedNames: [...failedNames] };
}
