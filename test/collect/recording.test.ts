import { expect, test } from "vitest";
import { recorded } from "../../src/collect/recording.ts";
import { replay } from "../../src/collect/replay-dns.ts";
import { zoneDns } from "../../src/collect/zone-dns.ts";
import type { DnsType } from "../../src/model/dns.ts";
import type { Policies, PolicyAnswer } from "../../src/model/policy.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { must } from "../../tools/must.ts";

const { zone } = readZone({
  file: "example.zone",
  text: '$ORIGIN example.com.\n@ 60 SOA ns root 1 2 3 4 5\n@ TXT "a" "b"\n@ MX 10 mail\nwww CNAME host\nhost A 192.0.2.1\n',
});
const policies: Policies = {
  fetch: (host): Promise<PolicyAnswer> =>
    Promise.resolve(
      host === "example.com"
        ? { status: "found", text: "version: STSv1", contentType: "text/plain" }
        : host === "gone.example"
          ? { status: "absent", httpStatus: 404 }
          : { status: "failed", because: "tls" },
    ),
};

const questions: readonly (readonly [string, DnsType])[] = [
  ["www.example.com", "A"],
  ["Example.com.", "TXT"],
  ["example.com", "MX"],
  ["gone.example.com", "A"],
  ["host.example.com", "MX"],
  ["elsewhere.example", "A"],
];

async function recordingOf(order: readonly number[]) {
  const world = recorded(zoneDns(zone), policies);
  for (const at of order) await world.dns.lookup(...(questions[at] ?? ["", "A"]));
  for (const host of ["example.com", "gone.example", "bad.example"]) await world.policies.fetch(host);
  return world.recording();
}

test("a recording gives every answer again", async () => {
  const recording = await recordingOf([0, 1, 2, 3, 4, 5]);
  const world = must(replay(JSON.parse(JSON.stringify(recording))));
  for (const question of questions) {
    const { status, ...answer } = await zoneDns(zone).lookup(...question);
    const again = await world.dns.lookup(...question);
    expect(again).toMatchObject({ status, ...("aliases" in answer && { aliases: answer.aliases }) });
  }
  for (const host of ["example.com", "gone.example", "bad.example"])
    expect(await world.policies.fetch(host)).toEqual(await policies.fetch(host));
  expect(await world.policies.fetch("other.example")).toEqual({ status: "failed", because: "not-recorded" });
});

test("it is the same in whatever order questions came, and does not say where records were written", async () => {
  const recording = await recordingOf([5, 3, 0, 1, 4, 2, 2]);
  expect(recording).toEqual(await recordingOf([0, 1, 2, 3, 4, 5]));
  expect(recording.answers.map(({ name, type }) => `${name} ${type}`)).toEqual([
    "elsewhere.example A",
    "example.com MX",
    "example.com TXT",
    "gone.example.com A",
    "host.example.com MX",
    "www.example.com A",
  ]);
  expect(JSON.stringify(recording)).not.toContain("example.zone");
});
