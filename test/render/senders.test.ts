import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Asking } from "../../src/collect/domain/asking.ts";
import { collectSenders } from "../../src/collect/domain/senders/collect-senders.ts";
import { evaluateSpf } from "../../src/collect/spf/evaluate.ts";
import type { DeclaredSender } from "../../src/model/domain/sender.ts";
import type { SendersPart } from "../../src/model/domain/senders.ts";
import { renderDifference } from "../../src/render/difference.ts";
import { senderLines } from "../../src/render/senders.ts";
import { connectionLines } from "../../src/render/spf-trace.ts";
import { styleFor } from "../../src/render/style.ts";
import { tableLines } from "../../src/render/table.ts";
import { widthOf } from "../../src/render/width.ts";
import { questionFor } from "../support/sender-worlds.ts";
import { texts, world } from "../support/worlds.ts";

const plain = styleFor("plain");
const en = { lang: "en", style: plain } as const;

async function partOf(senders: readonly DeclaredSender[], records: Readonly<Record<string, string>>): Promise<SendersPart> {
  const part = await collectSenders(new Asking(questionFor(senders), texts(records)));
  if (typeof part === "string") throw new Error(part);
  return part;
}

const senders: readonly DeclaredSender[] = [
  { name: "商城 订单", from: "example.com", ips: ["192.0.2.1"] },
  { name: "news\u001b[31m", from: "example.com", mailFrom: "a@bounce.example.net", ips: ["192.0.2.9"], selector: "s" },
  { name: "unknown", from: "example.com" },
];
const records = { "example.com": "v=spf1 ip4:192.0.2.1 -all", "_dmarc.example.com": "v=DMARC1; p=quarantine" };

test.for(["en", "zh"] as const)("each sender has a line, and each cell that is red a reason (%s)", async (lang) => {
  const lines = senderLines(await partOf(senders, records), { lang, style: plain });
  expect(`\n${lines.join("\n")}\n`).toBe(shown[lang]);
});

const shown = {
  en: `
  sender          SPF         DKIM      aligned     RFC 9989    RFC 7489    Gmail                 Yahoo                 Microsoft             Apple
  商城 订单       pass        unsigned  SPF         accept      accept      dkim                  dkim                  dkim                  dkim
  news\\u001b[31m  none        absent    DKIM        quarantine  quarantine  spf, dkim, alignment  spf, dkim, alignment  spf, dkim, alignment  spf, dkim
  unknown         not judged  unsigned  not judged  not judged  not judged  dkim                  dkim                  dkim                  dkim
  商城 订单: nothing is signed · _domainkey.example.com · unsigned
  news\\u001b[31m: no SPF record · bounce.example.net · none · 192.0.2.9
  news\\u001b[31m: DKIM key cannot be used · s._domainkey.example.com · absent
  unknown: nothing is signed · _domainkey.example.com · unsigned
  unknown: no address that it sends from is known
`,
  zh: `
  发信来源        SPF     DKIM    对齐    RFC 9989  RFC 7489  Gmail                 Yahoo                 微软                  苹果
  商城 订单       pass    未签名  SPF     接收      接收      dkim                  dkim                  dkim                  dkim
  news\\u001b[31m  none    缺失    DKIM    隔离      隔离      spf, dkim, alignment  spf, dkim, alignment  spf, dkim, alignment  spf, dkim
  unknown         未判断  未签名  未判断  未判断    未判断    dkim                  dkim                  dkim                  dkim
  商城 订单: 没有签名 · _domainkey.example.com · unsigned
  news\\u001b[31m: 没有 SPF 记录 · bounce.example.net · none · 192.0.2.9
  news\\u001b[31m: DKIM 密钥不可用 · s._domainkey.example.com · absent
  unknown: 没有签名 · _domainkey.example.com · unsigned
  unknown: 不知道它的发信地址
`,
} as const;

test("columns stand below each other, however wide their characters are", () => {
  const text = fc.oneof(
    fc.string({ maxLength: 12 }).map((each) => each.replace(/[^ -~]/g, "x")),
    fc.constantFrom("商城", "对齐", "ａ", "é"),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), (rows) => {
      const cells = rows.map(([first, second]) => [{ text: first }, { text: `|${second}` }]);
      const starts = tableLines(["a", "|b"], cells, plain).map((line) => widthOf(line.slice(0, line.lastIndexOf("  |") + 2)));
      return new Set(starts).size === 1 || rows.some(([, second]) => second.includes("  |"));
    }),
  );
});

test("an evaluation is shown as a tree, with what ended it and what the owner says", async () => {
  const dns = world(`example.com. TXT "v=spf1 a:%{i}.example.net redirect=other.example.net exp=why.example.com"
other.example.net. TXT "v=spf1 include:gone.example.net -all"`);
  const ip = "192.0.2.1";
  const spf = await evaluateSpf({ ip, sender: "a@example.com", helo: "h.example.com", domain: "example.com", nowMs: 0 }, dns);
  const connection = { ip, helo: undefined, mailFrom: "a@example.com", spf, heloSpf: "no-envelope" } as const;
  expect(connectionLines(connection, en)).toEqual([
    "SPF 192.0.2.1 a@example.com  permerror  3 of 10 lookups, 1 of 2 void",
    "  an include or redirect leads to a name without a record: include:gone.example.net → gone.example.net",
    "  example.com  permerror  v=spf1 a:%{i}.example.net redirect=other.example.net exp=why.example.com",
    "    - a:%{i}.example.net → 192.0.2.1.example.net  does not match (lookup 1 of 10)",
    "    ! redirect=other.example.net  ends the check (lookup 3 of 10)",
    "      other.example.net  permerror  v=spf1 include:gone.example.net -all",
    "        ! include:gone.example.net  ends the check (lookup 3 of 10)",
    "          gone.example.net  none  no one SPF record",
  ]);
});

test("flips are told from the worst on, each with its sign", () => {
  const difference = {
    domain: "example.com",
    flips: [
      { subject: { kind: "policy", standard: "rfc9989" }, from: "none", to: "reject", turn: "better", severity: undefined },
      { subject: { kind: "policy-id", id: "1" }, from: "current", to: "stale", turn: "worse", severity: "error" },
      { subject: { kind: "rule", ruleId: "dns/a-b" }, from: "broken", to: "unjudged", turn: "other", severity: "info" },
      {
        subject: { kind: "connection", ip: "192.0.2.1", identity: "helo" },
        from: "pass",
        to: "fail",
        turn: "worse",
        severity: undefined,
      },
      { subject: { kind: "dkim", sender: "app\u0007" }, from: "usable", to: "weak", turn: "worse", severity: undefined },
      {
        subject: { kind: "dmarc", sender: "app", standard: "rfc7489" },
        from: "accept",
        to: "reject",
        turn: "worse",
        severity: undefined,
      },
    ],
    unasked: [],
  } as const;
  expect(renderDifference(difference, en)).toBe(`example.com  4 worse, 1 better, 1 otherwise different
  - MTA-STS id 1 (error): that of its policy → unchanged, and the policy is another
  - 192.0.2.1 · SPF (helo): pass → fail
  - app\\u0007 · DKIM: usable → weak
  - app · DMARC (RFC 7489): accept → reject
  + DMARC policy (RFC 9989): none → reject
  ~ dns/a-b (info): broken → not judged
`);
  expect(renderDifference({ domain: "example.com", flips: [], unasked: [] }, { lang: "zh", style: plain })).toBe(
    "example.com  结论没有变化\n",
  );
});
