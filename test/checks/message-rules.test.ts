import { describe, expect, test } from "vitest";
import { brokenRules, judgeMail, withFile } from "../support/messages.ts";

const head = "From: Ann <ann@example.com>\nTo: bob@example.net\nSubject: Hello\n";
const sent = `Received: from a by b; Mon, 1 Jan 2024 00:00:00 +0000\n${head}`;

describe("a draft", () => {
  test("is not held to what the sending server adds", () => {
    const { unjudged } = judgeMail(`${head}\nHello\n`);
    for (const ruleId of ["headers/date-missing", "headers/message-id-missing"])
      expect(unjudged).toContainEqual({ ruleId, because: "not-sent-yet" });
  });

  test("loses no points that the same message loses once it is sent", () => {
    const points = (text: string) => judgeMail(text).deductions.filter(({ ruleId }) => ruleId.startsWith("headers/"));
    expect(points(`${head}\nHello\n`)).toEqual([]);
    expect(points(`${sent}\nHello\n`).map(({ ruleId }) => ruleId)).toEqual([
      "headers/date-missing",
      "headers/message-id-missing",
    ]);
  });

  test.for([["DKIM-Signature: v=1"], ["Return-Path: <a@example.com>"]] as const)("is one no more with %s", ([field]) => {
    expect(brokenRules(`${field}\n${head}\nHello\n`, /^headers\/date/)).toEqual(["headers/date-missing"]);
  });
});

test.for([
  ["a name with an address of the same organisation", '"ann@example.com" <a@mail.example.com>', []],
  ["a name with another's address", '"ann@example.org" <a@example.com>', ["name-shows-address"]],
  ["a name with a full-width @", '"ann＠example.org" <a@example.com>', ["name-at-lookalike", "name-shows-address"]],
  ["a family of emoji", '"👨‍👩‍👧 Family" <a@example.com>', []],
  ["Persian with a joiner", '"می‌خواهم" <a@example.com>', []],
  ["a zero-width blank", '"Pay\u200bPal" <a@example.com>', ["name-brand-differs", "name-invisible"]],
  ["a name turned around", '"\u202eknab" <a@example.com>', ["name-direction"]],
  ["a Cyrillic letter in a Latin word", '"Аpple" <a@example.com>', ["name-scripts-mixed"]],
  ["Cyrillic beside Latin", '"Анна Smith" <a@example.com>', []],
  ["a brand from its domain", "PayPal <a@mail.paypal.com>", []],
  ["a brand from elsewhere", "PayPal Service <a@example.com>", ["name-brand-differs"]],
  ["a brand within a word", "Repaypaling <a@example.com>", []],
  ["a Chinese brand from elsewhere", "=?utf-8?B?5pSv5LuY5a6d5a6i5pyN?= <a@example.com>", ["name-brand-differs"]],
] as const)("%s", ([, from, expected]) => {
  const text = `From: ${from}\nTo: b@example.net\nSubject: x\n\nHello\n`;
  expect(brokenRules(text, /^headers\/name-/)).toEqual(expected.map((id) => `headers/${id}`));
});

test.for([
  ["<https://example.com/u>", []],
  ["<mailto:u@example.com?subject=leave>,\n <https://example.com/u>", ["unsubscribe-mail-first"]],
  ["(comment (nested)) <https://example.com/u> (more)", []],
  ["=?us-ascii?Q?=3Chttps=3A=2F=2Fexample=2Ecom=2Fu=3E?=", []],
  ["<http://example.com/u>", ["unsubscribe-insecure"]],
  ["https://example.com/u", ["unsubscribe-malformed"]],
  ["<https://example.com/u>,", ["unsubscribe-malformed"]],
  ["<https://example.com/u> <mailto:u@example.com>", ["unsubscribe-malformed"]],
  ["<mailto:nobody>", ["unsubscribe-malformed"]],
  ["<https://exa mple.com/u", ["unsubscribe-malformed"]],
  ["", ["unsubscribe-malformed"]],
] as const)("List-Unsubscribe: %s", ([value, expected]) => {
  const text = `${head}List-Unsubscribe: ${value}\n\nHello\n`;
  expect(brokenRules(text, /^list\/unsubscribe/)).toEqual(expected.map((id) => `list/${id}`));
});

test.for([
  ["marketing", "warning"],
  ["notification", "info"],
  ["transactional", undefined],
  ["trigger", undefined],
  ["test", undefined],
] as const)("List-Unsubscribe is asked of %s mail as %s", ([type, severity]) => {
  const { findings } = judgeMail(`${head}\nHello\n`, type);
  expect(findings.find(({ ruleId }) => ruleId === "list/unsubscribe-header-missing")?.severity).toBe(severity);
});

test.for([
  ["Dear {{first_name}},", ["{{first_name}}"]],
  ["Dear *|FNAME|*, %%City%%", ["*|FNAME|*", "%%City%%"]],
  ["{% if vip %}Thanks{% endif %}", ["{% if vip %}", "{% endif %}"]],
  ["您好 {{姓名}}", ["{{姓名}}"]],
  ["> Dear {{first_name}},", []],
  ["{{1 hit}} and {{ 2 + 2 }}", []],
  ["f(x) { return {a: {b: 1}}; } 100%% of $x ${y}", []],
  ["<?php echo 1; ?> <% for (;;) %>", []],
  [
    "{{ an example of something that is far too long to be a field of any person, since it never comes to an end in one line of a mail }}",
    [],
  ],
] as const)("left over in %j: %j", ([body, expected]) => {
  const { findings } = judgeMail(`${head}Content-Type: text/plain; charset=utf-8\n\n${body}\n`);
  const told = findings.filter(({ ruleId }) => ruleId === "content/tags-left-over");
  expect(told.map(({ facts }) => facts["excerpt"])).toEqual(expected);
});

test("a tag in a base64 subject is told at the field", () => {
  const subject = Buffer.from("Hi {{name}}").toString("base64");
  const { findings } = judgeMail(`From: a@example.com\nSubject: =?utf-8?B?${subject}?=\n\nHello\n`);
  expect(findings.find(({ ruleId }) => ruleId === "content/tags-left-over")?.span?.start).toMatchObject({ line: 2, column: 10 });
});

/** A message in both forms. */
function both(plain: string, html: string): string {
  const part = (type: string, text: string) => `--b\nContent-Type: ${type}; charset=utf-8\n\n${text}\n`;
  return `${head}MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n${part("text/plain", plain)}${part("text/html", html)}--b--\n`;
}

const story = Array.from({ length: 12 }, (_, at) => `Matter${at}, thing${at}, time${at}, man${at} and place${at} are told.`);

test.for([
  ["the same", both(story.join("\n"), `<p>${story.join("</p><p>")}</p>`), []],
  ["the same with addresses beside", both(`${story.join("\n")}\nhttps://example.com/a?b=c`, `<p>${story.join(" ")}</p>`), []],
  ["half of it", both(story.slice(0, 6).join("\n"), `<p>${story.join(" ")}</p>`), []],
  ["a third of it", both(story.slice(0, 4).join("\n"), `<p>${story.join(" ")}</p>`), ["alternatives-differ"]],
  [
    "a note to open it elsewhere",
    both("Open https://example.com in your browser", `<p>${story.join(" ")}</p>`),
    ["alternative-short"],
  ],
  [
    "other words",
    both("Unlike anything written there, these words go on about gardens and rain. ".repeat(4), `<p>${story.join(" ")}</p>`),
    ["alternatives-differ"],
  ],
  [
    "the same in Chinese",
    both(
      "您的订单已经发货，预计三天之内送达。请保持电话畅通，以便快递员联系。",
      "<p>您的订单已经发货，<b>预计三天</b>之内送达。</p><p>请保持电话畅通，以便快递员联系。</p>",
    ),
    [],
  ],
  [
    "other Chinese",
    both(
      "本周新课程上线，讲师来自全国各地高校。内容涵盖编程设计写作与摄影。",
      "<p>您的订单已经发货，预计三天之内送达。请保持电话畅通，以便快递员联系。</p>",
    ),
    ["alternatives-differ"],
  ],
] as const)("forms that say %s", ([, text, expected]) => {
  expect(brokenRules(text, /^mime\/alternative(?:s-differ|-short)/)).toEqual(expected.map((id) => `mime/${id}`));
});

test("what is missing is told with its share, its first place and the form it is missing in", () => {
  const { findings } = judgeMail(both(story.slice(0, 4).join("\n"), `<p>${story.join(" ")}</p>`));
  const found = findings.find(({ ruleId }) => ruleId === "mime/alternatives-differ");
  expect(found?.facts).toMatchObject({ sharePercent: 67, missingIn: "text/plain", evidence: story[4] });
  expect(found?.part).toBe("2");
});

test("a mail that is too large tells its largest parts as they are encoded", () => {
  const { findings } = judgeMail(withFile("report.pdf", Buffer.alloc(3_200_000, "%PDF-1.7 ")));
  const { facts } = findings.find(({ ruleId }) => ruleId === "standard/size-exceeded") ?? {};
  expect(facts?.["largest"]).toMatch(/^ \(2 report\.pdf 43\d{5}, 1 text\/plain \d+\)$/);
});

test.for([
  ["README.pdf", "%PDF-1.7", []],
  ["my report.pdf", "%PDF-1.7", ["name-characters"]],
  ["a.mov", "x", ["type-refused"]],
  ["a", "x", ["type-unlisted"]],
  ["", "%PDF-1.7", []],
] as const)("the provider's lists hold for a message's file named %j", ([name, content, reasons]) => {
  const { findings } = judgeMail(withFile(name, Buffer.from(content)));
  const found = findings.filter(({ ruleId }) => ruleId === "standard/attachment-refused");
  expect(found.map(({ facts }) => facts["reason"])).toEqual(reasons);
});

test.for([
  ["invoice.pdf.exe", "%PDF-1.7", "exe"],
  ["a.pdf", `MZ${"\0".repeat(80)}`, "exe"],
] as const)("that %s is a program is told once, by what makes it one", ([name, content, detected]) => {
  const { findings } = judgeMail(withFile(name, Buffer.from(content)));
  const found = findings.filter(({ ruleId }) => /-(?:executable|refused|type-mismatch)$/.test(ruleId));
  expect(found.map(({ ruleId, facts }) => [ruleId, facts["detected"]])).toEqual([["mime/attachment-executable", detected]]);
});

test("a file without an extension or a name is told by its media type", () => {
  const named = judgeMail(withFile("a", Buffer.from("x"))).findings;
  expect(named.find(({ ruleId }) => ruleId === "standard/attachment-refused")?.facts["extension"]).toBe(
    "application/octet-stream",
  );
  const page = `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\nContent-Type: text/html\nContent-Disposition: attachment\n\nx\n--b--\n`;
  expect(judgeMail(page).findings.find(({ ruleId }) => ruleId === "mime/attachment-html")?.facts["detected"]).toBe("html");
});

test("an unknown charset of a part is told once", () => {
  const text = `${head}MIME-Version: 1.0\nContent-Type: text/plain; charset=no-such\n\nHello\n`;
  expect(brokenRules(text, /charset/)).toEqual(["mime/charset-unknown"]);
});

test("several From addresses are told once", () => {
  expect(brokenRules("From: a@example.com, b@example.org\nTo: b@example.net\n\nHello\n", /from-several/)).toEqual([
    "headers/from-several",
  ]);
});

test.for([
  ["<https://example.com/u>", "List-Unsubscribe=one-click", "one-click-malformed"],
  ["<mailto:u@example.com>", "List-Unsubscribe=One-Click", "one-click-without-https"],
] as const)("List-Unsubscribe: %s with %s is told at the second field", ([list, post, id]) => {
  const text = `${head}List-Unsubscribe: ${list}\nList-Unsubscribe-Post: ${post}\n\nHello\n`;
  const found = judgeMail(text).findings.find(({ ruleId }) => ruleId === `list/${id}`);
  expect([found?.facts["value"], found?.span?.start.line]).toEqual([post, 5]);
});

describe("hostile messages are judged in time that grows with their size", () => {
  const times = (count: number, text: string): string => text.repeat(count);
  test.for([
    ["List-Unsubscribe of brackets", (n: number) => `${head}List-Unsubscribe: ${times(n, "<")}\n\nx`],
    ["List-Unsubscribe of comments", (n: number) => `${head}List-Unsubscribe: ${times(n, "(")}\n\nx`],
    ["List-Unsubscribe of commas", (n: number) => `${head}List-Unsubscribe: ${times(n, "x,")}\n\nx`],
    ["List-Id of brackets", (n: number) => `${head}List-Id: ${times(n, "<a.")}\n\nx`],
    ["names of addresses", (n: number) => `From: "${times(n, "a@")}" <a@example.com>\n\nx`],
    ["senders", (n: number) => `From: ${times(n, '"PayPal" <a@b.example>,')}\n\nx`],
    ["answers", (n: number) => `${head}Reply-To: ${times(n, "a@b.example,")}\n\nx`],
    ["Message-ID", (n: number) => `${head}Message-ID: <${times(n, "a.")}\n\nx`],
    ["uuencoded beginnings", (n: number) => `${head}\n${times(n, "begin 644 a\nM\n")}`],
    ["tags", (n: number) => `${head}\n${times(n, "{{name}} ")}`],
    [
      "AMP parts",
      (n: number) =>
        `${head}Content-Type: multipart/alternative; boundary=b\n\n${times(n / 4, "--b\nContent-Type: text/x-amp-html\n\nx\n")}--b--`,
    ],
    ["sentences", (n: number) => both(times(n, "a. b. "), times(n, "c. d. "))],
  ] as const)("%s", ([, make]) => {
    const cost = (count: number): number => {
      const start = performance.now();
      expect(judgeMail(make(count)).faults).toEqual([]);
      return performance.now() - start;
    };
    cost(1_000);
    const small = Math.min(cost(5_000), cost(5_000));
    expect(cost(20_000)).toBeLessThan(8 * small + 400);
  });
});
