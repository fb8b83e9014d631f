import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import type { MimePart, Structure } from "../model/message.ts";
import { asWritten, params } from "./params.ts";

const shapes = ["order", "single", "text-missing", "file-inside", "related-root"] as const;

interface Params {
  readonly seeks: (typeof shapes)[number];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ seeks: v.picklist(shapes) });

/** Looks at how the forms of a mail are put together: alternatives, and what is related to them. */
export const alternatives: Check<"structure", Params> = {
  name: "alternatives",
  part: "structure",
  facts: ["mediaType", "other"],
  parseParams: params(schema, asWritten),
  run: (structure, { seeks }) => {
    if (seeks === "text-missing") return htmlAlone(structure);
    const families = familiesOf(structure);
    const of = (subtype: string): readonly Family[] => families.filter(({ whole }) => whole.mediaType === `multipart/${subtype}`);
    switch (seeks) {
      case "order":
        return of("alternative").flatMap(plainBehindHtml);
      case "single":
        return of("alternative").flatMap(({ whole, children }) =>
          children.length < 2 ? [hit(whole, children[0]?.mediaType)] : [],
        );
      case "file-inside":
        return of("alternative").flatMap(({ children }) => children.filter(isFile).map((part) => hit(part, part.fileName)));
      case "related-root":
        return of("related").flatMap(({ whole, children }) => oddRoot(whole, children));
    }
  },
};

/** A multipart and the parts right in it. */
interface Family {
  readonly whole: MimePart;
  readonly children: readonly MimePart[];
}

function familiesOf({ parts }: Structure): readonly Family[] {
  const children = new Map<number, MimePart[]>();
  for (const part of parts) {
    if (part.parent === undefined) continue;
    const known = children.get(part.parent);
    if (known) known.push(part);
    else children.set(part.parent, [part]);
  }
  return [...children].flatMap(([index, own]) => {
    const whole = parts[index];
    return whole?.role === "container" ? [{ whole, children: own }] : [];
  });
}

function hit({ mediaType, path, fields, body }: MimePart, other = ""): Hit {
  const field = fields.find(({ name }) => name === "content-type");
  return { facts: { mediaType, other: other.slice(0, 120) }, at: field?.whole ?? { ...body, end: body.start }, part: path };
}

/** Readers show the last form they can (RFC 2046, 5.1.4): plain text behind HTML hides the HTML. */
function plainBehindHtml({ children }: Family): readonly Hit[] {
  const html = children.findIndex(({ mediaType }) => mediaType === "text/html" || mediaType === "multipart/related");
  const plain = children.findLastIndex(({ mediaType }) => mediaType === "text/plain");
  const [shown, hidden] = [children[plain], children[html]];
  return html !== -1 && plain > html && shown && hidden ? [hit(shown, hidden.mediaType)] : [];
}

function isFile({ role, mediaType, disposition }: MimePart): boolean {
  if (role === "container" || role === "body" || mediaType === "text/calendar") return false;
  return disposition === "attachment" || !mediaType.startsWith("text/");
}

/** What a related multipart begins with is shown (RFC 2387, 3.2), unless `start` says otherwise. */
function oddRoot(whole: MimePart, [first]: readonly MimePart[]): readonly Hit[] {
  if (!first || whole.params["start"] !== undefined) return [];
  return /^(?:text\/|multipart\/)/.test(first.mediaType) ? [] : [hit(first, whole.mediaType)];
}

/** An HTML body without a plain one that is another form of it. */
function htmlAlone({ parts }: Structure): readonly Hit[] {
  const bodies = parts.filter(({ role }) => role === "body");
  const html = bodies.find(({ mediaType }) => mediaType === "text/html");
  return html && !bodies.some(({ mediaType }) => mediaType === "text/plain") ? [hit(html)] : [];
}
