import { type Element, isTag } from "domhandler";
import type { Image } from "../../model/body.ts";
import { limits } from "../../model/limits.ts";
import type { Range } from "../../model/place.ts";
import { readPixels, readUrls } from "../css/values.ts";
import type { Cascade } from "./cascade.ts";
import type { Conditional } from "./conditionals.ts";
import { type ElementIndex, elementsNamed } from "./element-index.ts";
import { attributeAt, startTagAt } from "./places.ts";

/** Every place that shows an image, in source order. `written` gives the source's own text of a range; `showsUrls` says whether any style may hold a `url(…)`. */
export function imagesIn(
  index: ElementIndex,
  cascade: Cascade,
  conditionals: readonly Conditional[],
  written: (at: Range) => string,
  showsUrls: boolean,
): readonly Image[] {
  const images = [
    ...elementsNamed(index, ["img", "input"]).flatMap((element) => imgOf(element, cascade)),
    ...index.all.flatMap((element) => [
      ...backgroundAttributeOf(element),
      ...(showsUrls ? cssBackgrounds(element, cascade, written) : []),
    ]),
    ...conditionals.flatMap(vmlImages),
  ];
  return images
    .filter(({ source }) => source !== "")
    .map((image) => ({ ...image, source: shortSource(image.source, written(image.at)) }))
    .sort((a, b) => a.at.start - b.at.start);
}

function imgOf(element: Element, cascade: Cascade): Image[] {
  const { attribs } = element;
  if (element.name === "input" && attribs["type"]?.toLowerCase() !== "image") return [];
  const styles = cascade.of(element);
  const sized = (side: "width" | "height"): number | undefined =>
    readPixels(attribs[side] ?? "") ?? readPixels(styles.get(side)?.value ?? "");
  const widthPx = sized("width");
  const heightPx = sized("height");
  const tracking = widthPx !== undefined && heightPx !== undefined && widthPx <= 1 && heightPx <= 1;
  const source = attribs["src"] ?? attribs["srcset"] ?? attribs["data-src"] ?? "(none)";
  return [{ by: "img", source, alt: attribs["alt"], widthPx, heightPx, tracking, at: startTagAt(element) }];
}

function backgroundAttributeOf(element: Element): Image[] {
  const name = element.attribs["background"] === undefined ? "background-url" : "background";
  const source = element.attribs[name];
  return source === undefined
    ? []
    : [{ ...unsized, by: "background-attribute", source: source.trim(), at: attributeAt(element, name) }];
}

const unsized = { alt: undefined, widthPx: undefined, heightPx: undefined, tracking: false } as const;

/** Each element shows its background, whichever rule or attribute gives it. */
function cssBackgrounds(element: Element, cascade: Cascade, written: (at: Range) => string): readonly Image[] {
  const styles = cascade.of(element);
  return ["background", "background-image"].flatMap((property) => {
    const styled = styles.get(property);
    return styled?.value.includes("(") ? cssImages(styled.value, { start: styled.start, end: styled.end }, written) : [];
  });
}

/** The images of a declaration, said as the author wrote them where the parser saw filler for template tags. */
function cssImages(value: string, at: Range, written: (at: Range) => string): readonly Image[] {
  const asWritten = readUrls(written(at));
  return readUrls(value).map(({ url }, index) => ({
    ...unsized,
    by: "css-background",
    source: asWritten[index]?.url ?? url,
    at,
  }));
}

function vmlImages({ $, base }: Conditional): Image[] {
  const elements = $("v\\:fill[src], v\\:image[src], v\\:imagedata[src]").toArray().filter(isTag);
  return elements.map((element) => {
    const at = startTagAt(element);
    return { ...unsized, by: "vml", source: element.attribs["src"] ?? "", at: { start: base + at.start, end: base + at.end } };
  });
}

/** A data URI says no more than its media type; others are cut at the length of an excerpt. */
function shortSource(source: string, written: string): string {
  const data = /^data:[^;,]{0,60}/i.exec(source);
  if (data) return data[0];
  // The parser saw filler where the author wrote template tags: say what the author wrote.
  const head = written.slice(0, limits.templateTagUnitsMax);
  const found = /\bsrc\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(head);
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? source).slice(0, limits.excerptUnitsMax);
}
