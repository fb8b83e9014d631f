/** The openspf suite for RFC 7208, through our port and our zone: by the library, and by our own evaluator. */
import { describe, expect, test } from "vitest";
import { checkSpf } from "../../src/collect/authentication/spf.ts";
import { evaluateSpf } from "../../src/collect/spf/evaluate.ts";
import { spfCases } from "../support/spf-suite.ts";

/** RFC 7208 leaves the case of hexadecimal digits in an expanded address open. */
const explanationsOtherwise: readonly string[] = ["v-macro-ip6"];

describe.skipIf(spfCases.length === 0)("RFC 7208 suite (skipped where ../shared/corpus is missing)", () => {
  test("it has all its cases", () => expect(spfCases.length).toBe(203));

  test.for(spfCases)("$name", async ({ name, given, dns }) => {
    const { host, helo, mailfrom, result, explanation } = given;
    const check = await checkSpf("mail-from", { ip: host, helo, mailFrom: mailfrom }, dns);
    if (typeof check === "string") throw new Error(check);
    expect([result].flat()).toContain(check.result);
    if (explanation !== undefined && explanation !== "DEFAULT" && !explanationsOtherwise.includes(name))
      expect(check.explanation).toBe(explanation);
  });
});

describe.skipIf(spfCases.length === 0)("RFC 7208 suite by our own evaluator", () => {
  test.for(spfCases)("$name", async ({ given, dns }) => {
    const { host, helo, mailfrom, result, explanation } = given;
    const domain = mailfrom === "" ? helo : mailfrom.slice(mailfrom.lastIndexOf("@") + 1);
    const evaluation = await evaluateSpf({ ip: host, helo, sender: mailfrom, domain, nowMs: 0 }, dns);
    expect([result].flat()).toContain(evaluation.result);
    expect(evaluation.problem === undefined).toBe(!["permerror", "temperror"].includes(evaluation.result));
    if (explanation !== undefined)
      expect(evaluation.explanation?.toLowerCase()).toBe(explanation === "DEFAULT" ? undefined : explanation.toLowerCase());
  });
});
