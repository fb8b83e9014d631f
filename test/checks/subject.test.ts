import { expect, test } from "vitest";
import { checkTemplate } from "../../src/platform/check-template.ts";

async function reasons(subject: string): Promise<readonly unknown[]> {
  const { findings } = await checkTemplate("<p>x</p>", { subject });
  return findings.filter(({ ruleId }) => ruleId === "standard/subject-marketing").map(({ facts }) => facts["reason"]);
}

test.for([
  ["Your order 1042 has shipped", []],
  ["Really? Yes!", []],
  ["Really?! Yes!", ["punctuation"]],
  ["您好！！", []],
  ["您好！！！", ["punctuation"]],
  ["ABC 12 YZ", []],
  ["HELLO WORLD", ["capitals"]],
  ["WELCOME", []],
  ["ПРИВЕТ ВСЕМ", ["capitals"]],
  ["Hello 🎉", []],
  ["Hello 🎉🎉", ["emoji"]],
  ["Re: your order", ["false-reply"]],
  ["RE：您的订单", ["false-reply"]],
  ["回复：您的订单", ["false-reply"]],
  ["Recent orders", []],
  ["About €£ today", ["punctuation"]],
] as const)("%j is told of for %j", async ([subject, expected]) => {
  expect(await reasons(subject)).toEqual(expected);
});
