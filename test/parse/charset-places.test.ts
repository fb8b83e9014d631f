import { expect, test } from "vitest";
import { decode } from "../../src/parse/charset/decode.ts";

test("a declaration behind text that is not ASCII is placed in characters, not bytes", () => {
  const page = '您好😀<meta charset="gbk">';
  const at = decode(new TextEncoder().encode(page)).declared?.at;
  expect(page.slice(at?.start, at?.end)).toBe('<meta charset="gbk">');
});
