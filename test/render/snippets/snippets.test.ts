import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RecordEdit, Repair } from "../../../src/model/domain/repair.ts";
import { type SnippetFormat, snippetFormats } from "../../../src/model/formats.ts";
import { textOf } from "../../../src/model/record-value.ts";
import { readZone } from "../../../src/parse/zone/read-zone.ts";
import { renderSnippet } from "../../../src/render/snippets/snippet.ts";

/** What is read back: every record that is put in, and every one that is taken out, as `name type value`. */
interface ReadBack {
  readonly put: readonly string[];
  readonly gone: readonly string[];
}

const ZONE = "example.com";

function unquoted(text: string, base: 8 | 10): string {
  const strings = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, inner = ""]) => inner);
  return strings
    .map((string) =>
      string.replace(/\\(\d{3}|.)/g, (_, code: string) =>
        code.length === 3 ? String.fromCharCode(Number.parseInt(code, base)) : code,
      ),
    )
    .join("");
}

function plainNameOf(name: string, base: 8 | 10): string {
  return name.replace(/\.$/, "").replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, base)));
}

function valueOf(type: string, value: string, base: 8 | 10): string {
  if (type === "TXT") return unquoted(value, base);
  if (type === "MX" || type === "CNAME") return plainNameOf(value, base);
  return value;
}

const readers: { readonly [F in SnippetFormat]: (snippet: string) => ReadBack } = {
  bind: (snippet) => {
    const origin = snippet.split("\n", 1)[0] ?? "";
    const records = (lines: readonly string[]): readonly string[] =>
      lines.length === 0
        ? []
        : must(readZone([origin, ...lines].join("\n"))).map(({ name, type, value }) => keyOf(name, type, textOf(value)));
    const lines = snippet.split("\n").slice(1);
    return {
      put: records(lines.filter((line) => !line.startsWith(";- "))),
      gone: records(lines.filter((line) => line.startsWith(";- ")).map((line) => line.slice(3))),
    };
  },
  route53: (snippet) => {
    const read = (action: string): readonly string[] =>
      JSON.parse(snippet).Changes.flatMap(({ Action, ResourceRecordSet: { Name, Type, ResourceRecords } }: Route53) =>
        Action === action ? ResourceRecords.map(({ Value }) => keyOf(plainNameOf(Name, 8), Type, valueOf(Type, Value, 8))) : [],
      );
    return { put: read("UPSERT"), gone: read("DELETE") };
  },
  dnspod: (snippet) => {
    const read = (action: string): readonly string[] =>
      JSON.parse(snippet)
        .filter(({ Action }: Dnspod) => Action === action)
        .map(({ Domain, SubDomain, RecordType, Value, MX }: Dnspod) => {
          const value = RecordType === "CNAME" || RecordType === "MX" ? Value.replace(/\.$/, "") : Value;
          return keyOf(
            SubDomain === "@" ? Domain : `${SubDomain}.${Domain}`,
            RecordType,
            MX === undefined ? value : `${MX} ${value}`,
          );
        });
    return { put: read("CreateRecord"), gone: read("DeleteRecord") };
  },
  cloudflare: (snippet) => {
    const { deletes, posts } = JSON.parse(snippet);
    const read = (records: readonly Cloudflare[]): readonly string[] =>
      records.map(({ name, type, content, priority }) => {
        const value = type === "TXT" ? unquoted(content, 10) : content.replace(/^\.$/, "");
        return keyOf(name, type, priority === undefined ? value : `${priority} ${value}`);
      });
    return { put: read(posts), gone: read(deletes) };
  },
  terraform: (snippet) => {
    const put = snippet.split("\n\n").flatMap((block) => {
      const [, name = "", type = ""] = /\n {2}name {12}= "(.*)"\n {2}type {12}= "([A-Z]+)"/.exec(block) ?? [];
      const records = [...block.matchAll(/^ {4}"(.*)",$/gm)].map(([, literal = ""]) => heredoc(literal));
      return records.map((value) =>
        keyOf(plainNameOf(heredoc(name), 8), type, valueOf(type, type === "TXT" ? `"${value}"` : value, 8)),
      );
    });
    return { put, gone: [] };
  },
};

interface Route53 {
  readonly Action: string;
  readonly ResourceRecordSet: {
    readonly Name: string;
    readonly Type: string;
    readonly ResourceRecords: readonly { readonly Value: string }[];
  };
}
interface Dnspod {
  readonly Action: string;
  readonly Domain: string;
  readonly SubDomain: string;
  readonly RecordType: string;
  readonly Value: string;
  readonly MX?: number;
}
interface Cloudflare {
  readonly name: string;
  readonly type: string;
  readonly content: string;
  readonly priority?: number;
}

function heredoc(literal: string): string {
  return literal.replace(/\\(["\\])|([$%])\2\{/g, (_, mark?: string, sign?: string) => mark ?? `${sign}{`);
}

function must({ zone, problems }: ReturnType<typeof readZone>) {
  expect(problems).toEqual([]);
  return zone.records;
}

function keyOf(name: string, type: string, value: string): string {
  return `${name} ${type} ${value.replace(/ $/, "")}`;
}

const label = fc.string({
  unit: fc
    .integer({ min: 0x21, max: 0x7e })
    .filter((code) => code !== 0x2e)
    .map((code) => String.fromCharCode(code).toLowerCase()),
  minLength: 1,
  maxLength: 12,
});
// A host "@" is the zone itself to a console, and no name below it can be called so.
const name = fc
  .array(
    label.filter((each) => each !== "@"),
    { maxLength: 3 },
  )
  .map((labels) => [...labels, ZONE].join("."));
const bytes = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 600,
});
const hostile = fc.constantFrom(
  '"',
  "\\",
  '\\"; DROP',
  "${var.x}",
  "%{ if }",
  "$${a}",
  "a\nb",
  '" "',
  ";",
  "(",
  "v=DMARC1; p=none",
  "x".repeat(255),
  `${"x".repeat(254)}"`,
  "é",
);
const text = fc.oneof(bytes, hostile).map((written) => [written]);
const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join("."));
const values = fc.oneof(
  fc.record({
    type: fc.constant("TXT" as const),
    before: fc.array(text, { maxLength: 2 }),
    after: fc.array(text, { maxLength: 2 }),
  }),
  fc.record({
    type: fc.constant("MX" as const),
    before: fc.constant([]),
    after: fc.array(
      fc.tuple(fc.nat(65_535), host).map(([preference, to]) => `${preference} ${to}`),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({ type: fc.constant("CNAME" as const), before: fc.constant([]), after: host.map((to) => [to]) }),
  fc.record({
    type: fc.constant("A" as const),
    before: fc.constant(["192.0.2.1"]),
    after: fc.constant(["192.0.2.2", "192.0.2.3"]),
  }),
);
const edit = fc.tuple(name, values).map(([owner, { type, before, after }]): RecordEdit => {
  const action = before.length === 0 ? "add" : after.length === 0 ? "remove" : "replace";
  return { action, name: owner, type, ttlSeconds: 3_600, before, after };
});
const repairs = fc
  .uniqueArray(
    edit.filter(({ before, after }) => before.length + after.length > 0),
    { minLength: 1, maxLength: 4, selector: ({ name: owner, type }) => `${owner} ${type}` },
  )
  .map((edits): Repair => ({ domain: ZONE, zone: ZONE, edits, left: [] }));

function setOf(edits: readonly RecordEdit[], side: "before" | "after"): readonly string[] {
  return edits.flatMap((each) => each[side].map((value) => keyOf(each.name, each.type, textOf(value))));
}

describe.for(snippetFormats)("%s", (format) => {
  test("is read back to the records that it was made of, whatever is in them", () => {
    fc.assert(
      fc.property(repairs, (repair) => {
        const { put } = readers[format](renderSnippet(repair, format));
        const wanted = setOf(repair.edits, "after");
        // Those formats that work record by record leave alone what stays.
        const there = setOf(repair.edits, "before");
        const isWhole = format === "bind" || format === "route53" || format === "terraform";
        expect(put.toSorted()).toEqual((isWhole ? wanted : wanted.filter((each) => !there.includes(each))).toSorted());
      }),
      { numRuns: 300 },
    );
  });

  test("no edits are no snippet", () => {
    expect(renderSnippet({ domain: ZONE, zone: ZONE, edits: [], left: [] }, format)).toBe("");
  });
});

const repair: Repair = {
  domain: "abc.example.com",
  zone: ZONE,
  left: [],
  edits: [
    { action: "add", name: "_dmarc.abc.example.com", type: "TXT", ttlSeconds: 600, before: [], after: [["v=DMARC1; p=none"]] },
    { action: "replace", name: ZONE, type: "MX", ttlSeconds: 600, before: ["5 old.example.net"], after: ["10 mxbiz1.qq.com"] },
    { action: "remove", name: "old.example.com", type: "CNAME", ttlSeconds: 600, before: ["gone.example.net"], after: [] },
    {
      action: "add",
      name: "k._domainkey.example.com",
      type: "TXT",
      ttlSeconds: 600,
      before: [],
      after: [[`p=${"A".repeat(300)}`]],
    },
  ],
};

test("a master file has hosts relative to the zone, last dots, and strings of 255 bytes at most", () => {
  const snippet = renderSnippet(repair, "bind").replaceAll(/A{20,}/g, (run) => `A×${run.length}`);
  expect(snippet).toMatchInlineSnapshot(`
    "$ORIGIN example.com.
    _dmarc.abc 600 IN TXT "v=DMARC1; p=none"
    ;- @ 600 IN MX 5 old.example.net.
    @ 600 IN MX 10 mxbiz1.qq.com.
    ;- old 600 IN CNAME gone.example.net.
    k._domainkey 600 IN TXT "p=A×253" "A×47""
  `);
});

test("what is taken out is said", () => {
  expect(readers.route53(renderSnippet(repair, "route53")).gone).toEqual(["old.example.com CNAME gone.example.net"]);
  expect(readers.dnspod(renderSnippet(repair, "dnspod")).gone).toEqual([
    "example.com MX 5 old.example.net",
    "old.example.com CNAME gone.example.net",
  ]);
  expect(readers.cloudflare(renderSnippet(repair, "cloudflare")).gone).toHaveLength(2);
  expect(renderSnippet(repair, "terraform")).toContain("# Take out");
});

test("DNSPod gets hosts as its console shows them, and Cloudflare numbers apart", () => {
  expect(JSON.parse(renderSnippet(repair, "dnspod"))[0]).toEqual({
    Action: "CreateRecord",
    Domain: "example.com",
    SubDomain: "_dmarc.abc",
    RecordType: "TXT",
    RecordLine: "默认",
    Value: "v=DMARC1; p=none",
    TTL: 600,
  });
  const tlsa: RecordEdit = {
    action: "add",
    name: "_25._tcp.mx.example.com",
    type: "TLSA",
    ttlSeconds: 600,
    before: [],
    after: ["3 1 1 ab"],
  };
  expect(JSON.parse(renderSnippet({ ...repair, edits: [tlsa] }, "cloudflare")).posts[0].data).toEqual({
    usage: 3,
    selector: 1,
    matching_type: 1,
    certificate: "ab",
  });
});

test.for(["cloudflare", "dnspod"] as const)("%s is told that records are taken out by their id, where any is", (format) => {
  const edit: RecordEdit = { action: "remove", name: ZONE, type: "TXT", ttlSeconds: 60, before: [["a"]], after: [] };
  const added: RecordEdit = { ...edit, action: "add", before: [], after: [["a"]] };
  const said = (only: RecordEdit): string => renderSnippet({ domain: ZONE, zone: ZONE, edits: [only], left: [] }, format);
  expect(said(edit)).toContain('"note"');
  expect(said(added)).not.toContain('"note"');
});
