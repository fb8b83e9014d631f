import { expect, test } from "vitest";
import { bodyOf } from "../support/reading.ts";

test.for([
  ["a title", "<mj-title>one two</mj-title>"],
  ["a style sheet", "<mj-style>.one { color: red }</mj-style>"],
] as const)("%s in an MJML head hides nothing that follows it", async ([, head]) => {
  const content = `<mjml><mj-head>${head}</mj-head><mj-body><mj-section><mj-column><mj-text>seen</mj-text></mj-column></mj-section></mj-body></mjml>`;
  expect((await bodyOf(content, { name: "mail.mjml" })).words).toBe(1);
});
