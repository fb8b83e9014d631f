import * as fc from "fast-check";
import type { SpfSource } from "../../src/collect/spf/walk.ts";
import { closedZone, zoneDns } from "../../src/collect/zone-dns.ts";
import type { Dns, DnsRecord } from "../../src/model/dns.ts";
import { txt } from "./worlds.ts";

/** Names that generated records speak of: some with records, some without. */
const names = ["a.example.com", "b.example.com", "c.example.org", "d.example.net", "void.example.net"] as const;
const hosts = ["h1.example.com", "h2.example.com", "h3.example.org", "nothing.example.org"] as const;

export const clients: fc.Arbitrary<string> = fc.constantFrom(
  "192.0.2.1",
  "192.0.2.130",
  "198.51.100.7",
  "203.0.113.200",
  "2001:db8::1",
  "2001:db8:1::25",
  "::ffff:192.0.2.1",
);

const qualifier = fc.constantFrom("", "", "", "+", "-", "~", "?");
const spec = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names, ...hosts) },
  fc.constantFrom(
    "%{i}.x.example.com",
    "%{ir}.%{v}.x.example.com",
    "%{l}.%{d2}",
    "%{d}",
    "%{o}",
    "%{h}",
    "%{l1r-}.%{D}",
    "%%.%{d}",
  ),
);
const bits = fc.constantFrom("", "", "/24", "/0", "/32", "//64", "/25//48", "/33", "/024", "//129");
const network4 = fc.constantFrom(
  "192.0.2.0/25",
  "192.0.2.1",
  "198.51.100.0/24",
  "203.0.113.0/26",
  "0.0.0.0/0",
  "192.0.2.300",
  "::1",
);
const network6 = fc.constantFrom("2001:db8::/32", "2001:db8::1", "2001:db8:1::/64", "::/0", "1::2::3", "::ffff:192.0.2.1");

const mechanism = fc.oneof(
  fc.constant("all"),
  fc.tuple(fc.constantFrom("include", "exists"), spec).map(([name, target]) => `${name}:${target}`),
  fc
    .tuple(fc.constantFrom("a", "mx"), fc.option(spec), bits)
    .map(([name, target, length]) => `${name}${target === null ? "" : `:${target}`}${length}`),
  network4.map((network) => `ip4:${network}`),
  network6.map((network) => `ip6:${network}`),
  fc.option(spec).map((target) => `ptr${target === null ? "" : `:${target}`}`),
);
const term = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(qualifier, mechanism).map((parts) => parts.join("")) },
  spec.map((target) => `redirect=${target}`),
  spec.map((target) => `exp=${target}`),
  fc.constantFrom("unknown=%{d}", "unknown=%{x}", "nonsense", "all:", "include:", "a:1", "exists:%{d0}.com"),
);

/** A record that is mostly well written. */
export const records: fc.Arbitrary<string> = fc
  .tuple(fc.array(term, { maxLength: 6 }), fc.constantFrom("", " -all", " ~all", " ?all"))
  .map(([terms, end]) => `v=spf1 ${terms.join(" ")}${end}`);

/** A small world: a record or none at each name, hosts with addresses, and a reverse zone. */
export const worlds: fc.Arbitrary<readonly DnsRecord[]> = fc
  .tuple(fc.array(fc.option(records, { freq: 6 }), { minLength: 4, maxLength: 4 }), fc.boolean())
  .map(([texts, hasMany]) => [
    ...texts.flatMap((text, at) => (text === null ? [] : [txt(names[at] ?? "", text)])),
    ...fixed(hasMany),
  ]);

function fixed(hasMany: boolean): readonly DnsRecord[] {
  const record = (name: string, type: DnsRecord["type"], value: string): DnsRecord => ({ name, type, value, ttlSeconds: 0 });
  return [
    record("h1.example.com", "A", "192.0.2.1"),
    record("h1.example.com", "AAAA", "2001:db8::1"),
    record("h2.example.com", "A", "198.51.100.7"),
    record("a.example.com", "A", "203.0.113.200"),
    record("a.example.com", "MX", "10 h1.example.com"),
    record("b.example.com", "MX", "20 h2.example.com"),
    record("b.example.com", "MX", "10 h3.example.org"),
    ...(hasMany ? Array.from({ length: 12 }, (_, at) => record("c.example.org", "MX", `${at} mx${at}.example.org`)) : []),
    record("1.2.0.192.in-addr.arpa", "PTR", "h1.example.com"),
    record("7.100.51.198.in-addr.arpa", "PTR", "h2.example.com"),
    txt("d.example.net", "explained %{i} for %{s}"),
  ];
}

/** The world as it is asked. */
export function dnsOf(world: readonly DnsRecord[]): Dns {
  return zoneDns(closedZone(world));
}

/** The world as a walk asks it, each record a text of its own. */
export function sourceOf({ lookup }: Dns): SpfSource {
  return {
    lookup,
    prefetch: () => {},
    textOf: (name, { type, ttlSeconds, value }) => {
      const strings = typeof value === "string" ? [value] : value;
      return { name, type, ttlSeconds, text: strings.join(""), strings, source: 0 };
    },
  };
}
