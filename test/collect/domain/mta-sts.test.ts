import { expect, test } from "vitest";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectMtaSts } from "../../../src/collect/domain/mta-sts.ts";
import { collectMx } from "../../../src/collect/domain/mx.ts";
import type { PolicyAnswer } from "../../../src/model/policy.ts";
import { askingZone } from "../../support/asking-zone.ts";

const lines = `_mta-sts TXT "v=STSv1; id=1"\nmta-sts A 192.175.48.80\n`;
const policy = "version: STSv1\nmode: none\nmax_age: 86400\n";

/** Asks in the same world, with a source of policies. */
function askingWith(fetch: (host: string) => Promise<PolicyAnswer>, zone = lines): Asking {
  const below = askingZone(zone);
  return new Asking(below.question, { lookup: (name, type) => below.lookup(name, type) }, { fetch });
}

test("the policy is asked of the domain, and read as a source of its own", async () => {
  const asked: string[] = [];
  const asking = askingWith((host) => {
    asked.push(host);
    return Promise.resolve({ status: "found", text: policy, contentType: "text/plain" });
  });
  const part = await collectMtaSts(asking);
  expect(asked).toEqual(["example.com"]);
  expect(part).toMatchObject({ policy: { status: "found", file: { value: { mode: "none" }, record: { source: 1 } } } });
  expect(asking.sources[1]).toEqual({ file: "mta-sts.txt", text: policy });
});

test("without a source of policies nobody is asked, and that is said", async () => {
  expect(await collectMtaSts(askingZone(lines))).toMatchObject({ policy: { status: "failed", because: "offline" } });
});

test("a source of policies that throws counts as silent", async () => {
  const part = await collectMtaSts(askingWith(() => Promise.reject(new Error("broken"))));
  expect(part).toMatchObject({ policy: { status: "failed", because: "timeout" } });
});

test.for([
  ["the record is missing", "mta-sts A 192.175.48.80\n"],
  ["there are two records", `${lines}_mta-sts TXT "v=STSv1; id=2"\n`],
  ["the record has a fault", `_mta-sts TXT "v=STSv1"\nmta-sts A 192.175.48.80\n`],
  ["the host has no address", `_mta-sts TXT "v=STSv1; id=1"\n`],
] as const)("no policy is asked for when %s", async ([, zone]) => {
  const asking = askingWith(() => Promise.reject(new Error("asked")), zone);
  expect(await collectMtaSts(asking)).toMatchObject({ policy: undefined });
});

test("only so many hosts of MX records are asked for, the preferred first", async () => {
  const hosts = Array.from({ length: 40 }, (_, at) => `@ MX ${100 - at} mx${at}`).join("\n");
  const asking = askingZone(`${hosts}\n`);
  const part = await collectMx(asking);
  expect(typeof part === "string" ? [] : part.hosts.map(({ preference }) => preference)).toEqual(
    Array.from({ length: 20 }, (_, at) => 61 + at),
  );
});
