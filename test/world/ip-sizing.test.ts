import { expect, test } from "vitest";
import { ipsNeeded } from "../../src/world/ip-sizing.ts";
import { platformNamed } from "../support/plan.ts";

test("three scenarios of 200 mails a second need 24 IPs of 30 a second for 2,880 USD a month, or 23 without rounding up (V7)", () => {
  const platform = platformNamed("tencent-ses");
  const sizing = ipsNeeded([200, 200, 200], platform);
  expect(sizing).toEqual({ needed: 24, neededUnrounded: 23 });
  expect(sizing.needed * platform.ipPricePerMonth).toBe(2_880);
});
