import { expect, test } from "vitest";
import { bodyOf } from "../support/reading.ts";

test.for([
  ["mustache", "{{#if a}}yes{{else}}no{{/if}}"],
  ["mustache inverted", "{{#a}}yes{{^}}no{{/a}}"],
  ["liquid", "{% if a %}yes{% else %}no{% endif %}"],
  ["liquid cases", "{% case a %}{% when 1 %}yes{% when 2 %}no{% endcase %}"],
] as const)("the branches of one %s block never run together into one word", async ([, block]) => {
  expect((await bodyOf(`<p>${block}</p>`)).words).toBe(2);
});

test("a block inside a word does not part it", async () => {
  expect((await bodyOf("<p>order{{#if many}}s{{/if}}</p>")).words).toBe(1);
});
