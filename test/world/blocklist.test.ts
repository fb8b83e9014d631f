import { describe, expect, test } from "vitest";
import { Blocklist, entryEndMs } from "../../src/world/blocklist.ts";
import { DAY_MS } from "../../src/world/calendar.ts";
import { platform } from "../support/world-tables.ts";

const tencent = platform("tencent-ses");
const listed = 1_700_000_000_123;

describe("an address whose mail bounced", () => {
  test("is refused until the last millisecond of the 180th day, and mailed again then", () => {
    const list = new Blocklist(tencent);
    list.bounced("us", "a@example.org", listed);
    expect(list.refusal("us", "a@example.org", listed)).toBe("shared-list");
    expect(list.refusal("us", "a@example.org", listed + 180 * DAY_MS - 1)).toBe("shared-list");
    expect(list.refusal("us", "a@example.org", listed + 180 * DAY_MS)).toBeUndefined();
  });

  test("is refused for all tenants where they share a list, and for one where they do not", () => {
    const shared = new Blocklist(tencent);
    const apart = new Blocklist({ ...tencent, isBlocklistShared: false });
    for (const list of [shared, apart]) list.bounced("us", "a", listed);
    expect([shared.refusal("them", "a", listed), apart.refusal("them", "a", listed)]).toEqual(["shared-list", undefined]);
    expect([shared.refusal("us", "a", listed), apart.refusal("us", "a", listed)]).toEqual(["shared-list", "shared-list"]);
  });

  test("is refused anew for as long when its mail bounces again", () => {
    const list = new Blocklist(tencent);
    list.bounced("us", "a", listed);
    list.bounced("them", "b", listed + 1);
    list.bounced("us", "a", listed + DAY_MS, "550 User unknown");
    expect(list.entry("us", "a", listed + 180 * DAY_MS)).toEqual({
      address: "a",
      tenant: "us",
      listedMs: listed + DAY_MS,
      endsMs: listed + 181 * DAY_MS,
      reply: "550 User unknown",
    });
    expect([list.size, list.expire(listed + 180 * DAY_MS + 1), list.size]).toEqual([2, 1, 1]);
  });

  test("may be mailed once somebody takes it off the list", () => {
    const list = new Blocklist(tencent);
    list.bounced("us", "a", listed);
    expect([list.remove("them", "a"), list.remove("us", "a")]).toEqual([true, false]);
    expect(list.refusal("us", "a", listed)).toBeUndefined();
  });

  test("is refused for ever where a platform gives no days", () => {
    expect(entryEndMs(platform("none"), 0)).toBe(Number.POSITIVE_INFINITY);
    expect(entryEndMs(tencent, 5)).toBe(180 * DAY_MS + 5);
  });
});

describe("a tenant's own list", () => {
  test("is asked first, and only for its own mail", () => {
    const list = new Blocklist(tencent);
    list.bounced("us", "a", 0);
    list.ban("us", "a");
    expect([list.refusal("us", "a", 0), list.refusal("them", "a", 0)]).toEqual(["own-list", "shared-list"]);
    expect(list.refusal("us", "a", 1_000 * DAY_MS)).toBe("own-list");
    expect([list.allow("us", "a"), list.allow("us", "a")]).toEqual([true, false]);
    expect(list.refusal("us", "a", 0)).toBe("shared-list");
  });

  test("holds an address until the time that was said", () => {
    const list = new Blocklist(tencent);
    list.ban("us", "a", 1_000);
    expect([list.refusal("us", "a", 999), list.refusal("us", "a", 1_000)]).toEqual(["own-list", undefined]);
  });
});

test("V12: with 25 new entries a day the list grows to 4,500, reached on day 180, and stays there", () => {
  const list = new Blocklist(tencent);
  const sizes: number[] = [];
  for (let day = 0; day < 400; day++) {
    list.expire(day * DAY_MS);
    for (let each = 0; each < 25; each++) list.bounced("us", `${day}-${each}`, day * DAY_MS);
    sizes.push(list.size);
  }
  expect(sizes.findIndex((size) => size === 4_500)).toBe(179);
  expect(new Set(sizes.slice(179))).toEqual(new Set([4_500]));
});
