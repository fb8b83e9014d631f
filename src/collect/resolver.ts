import { type Dns, type DnsAnswer, type DnsRecord, type DnsType, dnsTypes } from "../model/dns.ts";

/** Node's `dns.promises.resolve`, as far as mailauth relies on it. */
export type Resolve = (name: string, type: string) => Promise<readonly unknown[]>;

/** A resolver as mailauth takes one, and the names whose lookup failed so far. */
export interface Resolver {
  readonly resolve: Resolve;
  readonly failedNames: Set<string>;
}

/**
 * Speaks to mailauth as Node's `dns.promises.resolve` does, codes of errors and all. A name that cannot exist is
 * `EBADNAME`, or absent where the caller makes no difference between the two.
 */
export function resolverOf(dns: Dns, badName: "EBADNAME" | "ENOTFOUND" = "EBADNAME"): Resolver {
  const failedNames = new Set<string>();
  const resolve: Resolve = async (name, written) => {
    const type = dnsTypes.find((each) => each === written);
    const answer: DnsAnswer = type ? await dns.lookup(name, type) : { status: "failed", because: "refused" };
    switch (answer.status) {
      case "found":
        return answer.records.flatMap((record) => (record.type === type ? valuesOf(record) : []));
      case "absent":
        throw coded(answer.kind === "name" ? "ENOTFOUND" : "ENODATA", name);
      case "failed":
        if (answer.because === "name-invalid") throw coded(badName, name);
        failedNames.add(name.toLowerCase());
        throw coded(answer.because === "timeout" ? "ETIMEOUT" : answer.because === "refused" ? "EREFUSED" : "ESERVFAIL", name);
    }
  };
  return { resolve, failedNames };
}

function coded(code: string, name: string): Error {
  return Object.assign(new Error(`${code} ${name}`), { code });
}

/** A record's value in the form that Node gives it for its type; none for one that does not fit. */
function valuesOf({ type, value }: DnsRecord): readonly unknown[] {
  if (type === "TXT") return [typeof value === "string" ? [value] : [...value]];
  if (typeof value !== "string") return [];
  return type === "MX" ? exchanges(value) : valueTypes.has(type) ? [value] : [];
}

const valueTypes: ReadonlySet<DnsType> = new Set(["A", "AAAA", "PTR", "NS", "CNAME"]);

function exchanges(value: string): readonly unknown[] {
  const [, priority, exchange] = /^(\d{1,5}) (\S*)$/.exec(value) ?? [];
  return priority === undefined || exchange === undefined
    ? []
    : [{ priority: Number(priority), exchange: exchange.replace(/\.$/, "") }];
}
