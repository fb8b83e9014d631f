import { expect, test } from "vitest";
import { replayDns } from "../../src/collect/replay-dns.ts";
import { must } from "../../tools/must.ts";

const recording = {
  version: 1,
  answers: [
    {
      name: "Example.com.",
      type: "TXT",
      status: "found",
      records: [{ type: "TXT", ttlSeconds: 300, value: ["v=spf1 ", "-all"] }],
    },
    { name: "example.com", type: "A", status: "absent", kind: "type" },
    { name: "x.example.com", type: "A", status: "absent" },
    { name: "slow.example.com", type: "A", status: "failed", because: "timeout" },
  ],
};

test("a recording answers what is in it, and nothing else", async () => {
  const { lookup } = must(replayDns(recording));
  expect(await lookup("EXAMPLE.com", "TXT")).toEqual({
    status: "found",
    records: [{ type: "TXT", name: "example.com", ttlSeconds: 300, value: ["v=spf1 ", "-all"] }],
  });
  expect(await lookup("example.com", "A")).toEqual({ status: "absent", kind: "type" });
  expect(await lookup("x.example.com", "A")).toEqual({ status: "absent", kind: "name" });
  expect(await lookup("slow.example.com", "A")).toEqual({ status: "failed", because: "timeout" });
  expect(await lookup("example.com", "MX")).toEqual({ status: "failed", because: "not-recorded" });
  expect(await lookup("a..b", "MX")).toEqual({ status: "failed", because: "name-invalid" });
});

test.for([
  [null],
  [{}],
  [{ version: 2, answers: [] }],
  [{ version: 1, answers: [{ name: "a", type: "SRV", status: "absent" }] }],
  [{ version: 1, answers: [{ name: "a", type: "A", status: "found", records: [] }] }],
  [{ version: 1, answers: [{ name: "a", type: "A", status: "gone" }] }],
] as const)("%j is no recording", ([value]) => {
  const dns = replayDns(value);
  expect(dns).toMatchObject({ ok: false, problem: { code: "data-invalid" } });
});

test.each([
  { type: "A", value: "not-an-ip" },
  { type: "A", value: "2001:db8::1" },
  { type: "A", value: ["192.0.2.1"] },
  { type: "AAAA", value: "192.0.2.1" },
  { type: "A", value: "192.0.2.1", ttlSeconds: Number.POSITIVE_INFINITY },
])("a recording with the record %j is refused", (record) => {
  const { type } = record;
  const recording = { version: 1, answers: [{ name: "example.com", type, status: "found", records: [record] }] };
  expect(replayDns(recording)).toMatchObject({ ok: false, problem: { code: "data-invalid" } });
});
