import * as v from "valibot";
import type { Check, Facts } from "../../model/check.ts";
import type { Svg, SvgAttribute, SvgElement } from "../../model/domain/bimi.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { Range } from "../../model/place.ts";
import { didYouMean } from "../../model/suggest.ts";
import { params } from "../params.ts";

interface SvgSubset {
  /** Attributes that an element may have, by its name. */
  readonly elements: ReadonlyMap<string, ReadonlySet<string>>;
  readonly required: Readonly<Record<string, string>>;
  readonly fixed: Readonly<Record<string, string>>;
}

interface LogoParams {
  readonly subset: SvgSubset;
  readonly sizeBytesMax: number;
}

const names = v.array(v.string());
const values = v.record(v.string(), v.string());
const schema = v.strictObject({
  subset: v.object({
    attributes: v.array(names),
    elements: v.record(v.string(), names),
    required: values,
    fixed: values,
  }),
  sizeBytesMax: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** Finds what makes a logo unfit for the subset of SVG that mailboxes show. */
export const bimiLogo: Check<"bimi", LogoParams> = {
  name: "bimi-logo",
  part: "bimi",
  facts: ["kind", "written", "suggestion"],
  parseParams: params<v.InferOutput<typeof schema>, LogoParams>(schema, ({ subset, sizeBytesMax }) => {
    const common = subset.attributes.flat();
    const elements = Object.entries(subset.elements).map(([name, own]) => [name, new Set([...common, ...own])] as const);
    return { subset: { ...subset, elements: new Map(elements) }, sizeBytesMax };
  }),
  run: ({ logo }, { subset, sizeBytesMax }) => {
    if (logo === undefined) return "not-in-input";
    const { value, record, faults } = logo;
    const outside = faults.map(({ kind, at, written }) => seen(kind, at, written));
    const inside = value === undefined ? [] : inSvg(value, subset, sizeBytesMax);
    return [...outside, ...inside].map(({ facts, at }) => ({ facts, at: { source: record.source, ...at } }));
  },
};

interface Seen {
  readonly facts: Facts;
  readonly at: Range;
}

function seen(kind: string, at: Range, written: string, suggestion = ""): Seen {
  return { facts: { kind, written: excerpt(written), suggestion }, at };
}

function inSvg({ sizeBytes, elements }: Svg, subset: SvgSubset, sizeBytesMax: number): readonly Seen[] {
  const [root] = elements;
  if (root === undefined) return [];
  const size = sizeBytes > sizeBytesMax ? [seen("too-large", { start: 0, end: 0 }, String(sizeBytes))] : [];
  if (root.name !== "svg") return [...size, seen("root-not-svg", root.at, root.name, "svg")];
  const drawn = elements.filter(({ isMetadata }) => !isMetadata);
  return [...size, ...inRoot(root, subset), ...inTitle(root, drawn), ...drawn.flatMap((each) => inElement(each, subset))];
}

const NAMESPACE = "http://www.w3.org/2000/svg";

function inRoot(root: SvgElement, { required, fixed }: SvgSubset): readonly Seen[] {
  const must = Object.entries({ xmlns: NAMESPACE, ...required }).flatMap(([name, value]) => {
    const found = root.attributes.find((each) => each.name === name);
    if (found === undefined) return [seen("attribute-missing", root.at, name, `${name}="${value}"`)];
    return found.value === value ? [] : [seen("attribute-wrong", found.at, `${name}="${found.value}"`, value)];
  });
  const may = root.attributes.flatMap(({ name, value, at }) => {
    const only = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
    return only === undefined || only === value ? [] : [seen("attribute-wrong", at, `${name}="${value}"`, only)];
  });
  return [...must, ...may, ...inShape(root)];
}

/** The picture must be square, by its view box or, without one, by its width and height. */
function inShape(root: SvgElement): readonly Seen[] {
  const box = root.attributes.find(({ name }) => name === "viewBox");
  if (box === undefined) return [seen("attribute-missing", root.at, "viewBox", 'viewBox="0 0 512 512"')];
  const numbers = box.value
    .trim()
    .split(/\s*,\s*|\s+/)
    .map(Number);
  const [, , width = 0, height = 0] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || width <= 0 || height <= 0)
    return [seen("attribute-wrong", box.at, `viewBox="${box.value}"`, "0 0 512 512")];
  return width === height ? [] : [seen("not-square", box.at, `${width} × ${height}`)];
}

function inTitle(root: SvgElement, elements: readonly SvgElement[]): readonly Seen[] {
  const title = elements.find(({ name, depth }) => name === "title" && depth === 1);
  if (title === undefined) return [seen("title-missing", root.at, "")];
  return title.text === "" ? [seen("title-missing", title.at, "")] : [];
}

function inElement({ name, at, attributes }: SvgElement, { elements }: SvgSubset): readonly Seen[] {
  const allowed = elements.get(name);
  if (allowed === undefined) return [seen("element", at, name, didYouMean(name, [...elements.keys()]) ?? "")];
  return attributes.flatMap((attribute) => inAttribute(attribute, allowed));
}

/** A reference to another element of the file is fine, any other leads outside. */
function inAttribute({ name, value, at }: SvgAttribute, allowed: ReadonlySet<string>): readonly Seen[] {
  if (/^xmlns(?::|$)|^xml:/.test(name)) return [];
  if (/^on/i.test(name)) return [seen("script", at, name)];
  if (!allowed.has(name)) return [seen("attribute", at, name, didYouMean(name, [...allowed]) ?? "")];
  const isOutside = /(?:^|:)href$/.test(name) ? !value.trim().startsWith("#") : /url\(\s*["']?(?!["'#\s])/i.test(value);
  return isOutside ? [seen("reference", at, `${name}="${value}"`)] : [];
}
