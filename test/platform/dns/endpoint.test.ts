import { expect, test } from "vitest";
import { readEndpoint, systemEndpoints } from "../../../src/platform/dns/endpoint.ts";

test.for([
  ["192.0.2.1", "192.0.2.1", 53, 4, "udp"],
  ["192.0.2.1:5353", "192.0.2.1", 5353, 4, "udp"],
  ["2001:db8::1", "2001:db8::1", 53, 6, "udp"],
  ["[2001:db8::1]", "2001:db8::1", 53, 6, "udp"],
  ["[2001:db8::1]:5353", "2001:db8::1", 5353, 6, "udp"],
  ["fe80::1%eth0", "fe80::1%eth0", 53, 6, "udp"],
  ["https://dns.example/dns-query", "https://dns.example/dns-query", 443, 4, "https"],
] as const)("%s is a server", ([written, host, port, family, transport]) => {
  expect(readEndpoint(written)).toEqual({ ok: true, value: { host, port, family, transport } });
});

test.for([
  "",
  "dns.example",
  "192.0.2",
  "192.0.2.1:0",
  "192.0.2.1:65536",
  "192.0.2.1:x",
  "[2001:db8::1",
  "http://dns.example/",
  "https://",
  "https://a:b@c/",
  "[192.0.2.1]x",
])("%j is none", (written) => {
  expect(readEndpoint(written)).toMatchObject({ ok: false, problem: { code: "usage-wrong" } });
});

test("the resolvers of this machine can be asked", () => {
  for (const { port, transport } of systemEndpoints()) expect([port > 0, transport]).toEqual([true, "udp"]);
});
