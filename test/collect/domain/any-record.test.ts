import * as fc from "fast-check";
import { expect, test } from "vitest";
import { catalog } from "../../../src/checks/catalog.ts";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectDkim } from "../../../src/collect/domain/dkim.ts";
import { collectDmarc } from "../../../src/collect/domain/dmarc.ts";
import { domainQuestion } from "../../../src/collect/domain/question.ts";
import { closedZone, zoneDns } from "../../../src/collect/zone-dns.ts";
import { analyze } from "../../../src/engine/analyze.ts";
import { buildRuleset } from "../../../src/engine/ruleset.ts";
import type { Document } from "../../../src/model/document.ts";
import { must } from "../../../tools/must.ts";
import { noTables } from "../../support/asking-zone.ts";
import { book } from "../../support/rule-book.ts";
import { txt } from "../../support/worlds.ts";

const rules = must(buildRuleset(book, catalog, "recommended", {})).rulesFor("domain", "marketing");
const question = domainQuestion("example.com", { selectors: ["a", "b"], nowMs: 0 }, noTables, undefined);

const piece = fc.constantFrom(
  "v=DMARC1;",
  "v=DKIM1;",
  "p=reject",
  "p=",
  ";",
  "rua=mailto:a@b.example",
  "psd=y",
  "t=y",
  '"',
  " ",
  "np=none",
  "\u0000",
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 9 }).map((all) => all.join("")),
  fc.string({ unit: "binary", maxLength: 80 }),
);
const name = fc.constantFrom(
  "_dmarc.example.com",
  "_dmarc.com",
  "example.com",
  "a._domainkey.example.com",
  "b._domainkey.example.com",
  "*.example.com",
  "_domainkey.example.com",
);

test("whatever records hold, no check breaks and every message is whole", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(name, text), { maxLength: 8 }), async (records) => {
      const asking = new Asking(question, zoneDns(closedZone(records.map(([owner, value]) => txt(owner, value)))));
      const [dkim, dmarc] = [await collectDkim(asking), await collectDmarc(asking)];
      if (typeof dkim === "string" || typeof dmarc === "string") throw new Error("a part is missing");
      const document: Document = {
        name: "example.com",
        kind: "domain",
        sources: asking.sources,
        parts: { dkim, dmarc },
        gaps: {},
      };
      for (const verdict of analyze(document, rules, "marketing")) {
        if (verdict.outcome === "unjudged") expect(verdict.because).not.toBe("check-failed");
        if (verdict.outcome !== "broken") continue;
        for (const { message } of verdict.findings) expect(message.en).not.toMatch(/undefined|\[object/);
      }
    }),
    { numRuns: 300 },
  );
});
