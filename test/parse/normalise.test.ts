import * as fc from "fast-check";
import { expect, test } from "vitest";
import { languageOf } from "../../src/parse/text/language.ts";
import { normalisePhrase } from "../../src/parse/text/normalise.ts";
import { bodyOf } from "../support/reading.ts";

test.for([
  ["Hello  World", "hello world"],
  [" a\t\n b ", "a b"],
  ["ＦＲＥＥ　ｍｏｎｅｙ", "free money"],
  ["fr\u200Bee", "free"],
  ["fr\u00ADee", "free"],
  ["f\u2060r\uFEFFe\u200De", "free"],
  ["don\u2019t", "don't"],
  ["\u201Cx\u201D", '"x"'],
  ["a\u2013b\u2014c\u2212d", "a-b-c-d"],
  ["ﬁne", "fine"],
  ["①", "1"],
  ["您 好", "您好"],
  ["您 \n 好 a", "您好 a"],
  ["中文 English 中文", "中文 english 中文"],
  ["a\u00A0b\u3000c", "a b c"],
  ["İ", "i\u0307"],
  ["ÉCOLE", "école"],
  ["\u{1D400}\u{1D401}", "ab"],
  ["\uFFFC x", "\uFFFC x"],
] as const)("%j in normal form is %j", ([text, normal]) => {
  expect(normalisePhrase(text)).toBe(normal);
});

test("normal form is its own normal form", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
      const normal = normalisePhrase(text);
      fc.pre(/^[\u0000-\u024F\u4E00-\u9FFF\uFF00-\uFF5E]*$/.test(text));
      expect(normalisePhrase(normal)).toBe(normal);
    }),
  );
});

/** The source behind a stretch of normalised text. */
async function behind(content: string, wanted: string): Promise<string> {
  const { text, starts, ends } = (await bodyOf(content)).prose;
  const at = text.indexOf(wanted);
  if (at === -1) return "";
  return content.slice(starts[at], ends[at + wanted.length - 1]);
}

test.for([
  ["<p>Win a FREE prize</p>", "free prize", "FREE prize"],
  ["<p>FR<b>EE</b> prize</p>", "free prize", "FR<b>EE</b> prize"],
  ["<p>fr&#101;e prize</p>", "free prize", "fr&#101;e prize"],
  ["<p>free&nbsp;prize</p>", "free prize", "free&nbsp;prize"],
  ["<p>fr&shy;ee prize</p>", "free prize", "fr&shy;ee prize"],
  ["<p>ｆｒｅｅ prize</p>", "free prize", "ｆｒｅｅ prize"],
  ["<p>免费 抽奖</p>", "免费抽奖", "免费 抽奖"],
  ["<p>免\u200B费</p>", "免费", "免\u200B费"],
  ["<p>a ﬁne b</p>", "fine", "ﬁne"],
  ["---\nsubject: x\n---\n<p>free prize</p>", "free prize", "free prize"],
  ["<p>free</p><p>prize</p>", "free prize", ""],
  ["<img alt='free prize' src=a.png>", "free prize", "free prize"],
  ["<div style='display:none'>free prize</div>", "free prize", "free prize"],
] as const)("in %j, %j stands for %j", async ([content, wanted, expected]) => {
  expect(await behind(content, wanted)).toBe(expected);
});

test("every unit of normalised text has a place inside the source, in order", async () => {
  const pieces = fc.constantFrom(
    "a",
    "Ｂ",
    "您",
    "&nbsp;",
    "&amp;",
    " ",
    "\u200B",
    "<b>",
    "</b>",
    "<p>",
    "{{x}}",
    "ﬁ",
    "😀",
    "&#x1F600;",
    "\r\n",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 30 }), async (parts) => {
      const content = `<div>${parts.join("")}</div>.`;
      const { text, starts, ends } = (await bodyOf(content)).prose;
      expect([starts.length, ends.length]).toEqual([text.length, text.length]);
      for (const [at, start] of starts.entries()) {
        expect(start).toBeLessThanOrEqual(ends[at] ?? -1);
        expect(ends[at]).toBeLessThanOrEqual(content.length);
        expect(start).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
      }
    }),
  );
});

test.for([
  ["your order has shipped and is on its way to you", "en"],
  ["hello", "en"],
  ["您的订单已发货", "zh"],
  ["您的 iphone 订单已发货", "zh"],
  ["您的訂單已發貨", "zh"],
  ["ご注文ありがとうございます", "other"],
  ["안녕하세요 주문이 발송되었습니다", "other"],
  ["ваш заказ отправлен", "other"],
  ["votre commande a été expédiée et arrivera bientôt chez vous merci beaucoup de votre confiance", "other"],
  ["ihre bestellung wurde versandt und kommt bald an vielen dank für ihr vertrauen und bis bald", "other"],
  ["12345 !!!", "none"],
  ["", "none"],
] as const)("%j is in %s", ([text, language]) => {
  expect(languageOf(text)).toBe(language);
});
