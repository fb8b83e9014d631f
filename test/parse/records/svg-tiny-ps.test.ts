import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSvg } from "../../../src/parse/records/svg-tiny-ps.ts";

test("elements are read with attributes, depth, places, and the text of titles", () => {
  const text = `<?xml version="1.0"?><!-- <a> --><svg id='r'><title> A &amp; B </title><metadata><x/></metadata><g><path d = "M0 0"/></g></svg>\n`;
  const { value, faults } = readSvg(text);
  expect(faults).toEqual([]);
  expect(value?.sizeBytes).toBe(text.length);
  expect(value?.elements.map(({ name, depth, isMetadata, text: title }) => [name, depth, isMetadata, title])).toEqual([
    ["svg", 0, false, ""],
    ["title", 1, false, "A &amp; B"],
    ["metadata", 1, false, ""],
    ["x", 2, true, ""],
    ["g", 1, false, ""],
    ["path", 2, false, ""],
  ]);
  const path = value?.elements.at(-1);
  expect(text.slice(path?.at.start, path?.at.end)).toBe("<path");
  expect(path?.attributes.map(({ name, value: d, at }) => [name, d, text.slice(at.start, at.end)])).toEqual([
    ["d", "M0 0", 'd = "M0 0"'],
  ]);
});

describe("a file that is not well-formed is not read", () => {
  test.for([
    "",
    "text",
    "<svg>",
    "<svg></g>",
    "</svg>",
    "<svg/><svg/>",
    "<svg/>text",
    "<svg a=1/>",
    "<svg a='1' a='2'/>",
    "<svg a='<'/>",
    "<svg a='&b;'/>",
    "<svg>&b;</svg>",
    "<svg>a & b</svg>",
    "<svg><!-- </svg>",
    "<svg><![CDATA[ </svg>",
    "<? svg",
    "<svg",
    "<svg a='1'b='2'/>",
    "<svg/><!DOCTYPE svg>",
    `${"<g>".repeat(600)}${"</g>".repeat(600)}`,
  ])("%o", (text) => {
    const { value, faults } = readSvg(text);
    expect(value).toBeUndefined();
    expect(faults.map(({ kind }) => kind)).toEqual(["malformed"]);
  });
});

test("a declaration of entities ends the reading before anything grows", () => {
  const bomb = `<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>`;
  expect(readSvg(bomb)).toMatchObject({ value: undefined, faults: [{ kind: "entities" }] });
  expect(readSvg(`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>`).faults).toEqual([]);
});

test("a file that no mailbox would take is not read", () => {
  expect(readSvg(`<svg>${" ".repeat(262_144)}</svg>`)).toMatchObject({ value: undefined, faults: [{ kind: "too-large" }] });
});

test("a style sheet is told, and the rest is read", () => {
  const { value, faults } = readSvg(`<?xml-stylesheet href="a.css"?><svg/>`);
  expect(faults).toMatchObject([{ kind: "stylesheet", at: { start: 0, end: 31 } }]);
  expect(value?.elements).toHaveLength(1);
});

test("reading never throws, and every place is in the text", () => {
  const pieces = fc.constantFrom(
    "<",
    ">",
    "/",
    "<svg",
    "<g>",
    "</g>",
    " a='1'",
    '"',
    "&amp;",
    "&",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!DOCTYPE",
    "[",
    "x",
    " ",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (list) => {
      const text = list.join("");
      const { value, faults } = readSvg(text);
      const places = [...faults, ...(value?.elements ?? [])].map(({ at }) => at);
      for (const { start, end } of places) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
      expect(value === undefined).toBe(faults.some(({ kind }) => kind !== "stylesheet"));
    }),
  );
});
