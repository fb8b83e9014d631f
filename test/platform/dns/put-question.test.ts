import { expect, test } from "vitest";
import { limits } from "../../../src/model/limits.ts";
import { Deadlines, type Expiring } from "../../../src/platform/dns/deadlines.ts";
import { type Failed, PutQuestion } from "../../../src/platform/dns/put-question.ts";
import { Chance } from "../../../src/platform/dns/question.ts";
import { Server } from "../../../src/platform/dns/server.ts";
import { LyingServer } from "../../support/lying-server.ts";

/** Deadlines that are noted and fall due at once. */
class Noted extends Deadlines {
  readonly delaysMs: number[] = [];

  override set(item: Expiring, delayMs: number): void {
    this.delaysMs.push(delayMs);
    setImmediate(() => item.expire());
  }
}

/** How long each try waits at a server that does not answer this question. */
async function waits(hasSpoken: "has-spoken" | "is-mute", timeoutMs: number): Promise<readonly number[]> {
  const silent = new LyingServer(() => []);
  const server = new Server(await silent.listen(), "with");
  server.hasSpoken = hasSpoken === "has-spoken";
  const deadlines = new Noted();
  const turn = { chance: new Chance(), deadlines, timeoutMs, firstServer: () => 0, serverAt: () => server, leave: () => {} };
  const reply = await new Promise<Failed>((settle) => {
    const read = (): Failed => ({ status: "failed", because: "malformed" });
    new PutQuestion<Failed>(turn, { name: "a.example", type: "A", recursion: "desired", read }, settle).start();
  });
  expect(reply).toEqual({ status: "failed", because: "timeout" });
  server.close();
  await silent.close();
  return deadlines.delaysMs;
}

test("a server that never answered is waited for five seconds in all", async () => {
  const delaysMs = await waits("is-mute", limits.dnsTimeoutMs);
  expect(delaysMs).toEqual([700, 1_400, 2_800]);
});

test("one that answers other questions has more time for this one", async () => {
  expect(await waits("has-spoken", limits.dnsTimeoutMs)).toEqual([2_000, 4_000, 8_000]);
});

test("no server is waited for longer than was asked for", async () => {
  expect(await waits("is-mute", 100)).toEqual([100, 200, 400]);
});
