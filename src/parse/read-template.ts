import type { Body } from "../model/body.ts";
import { VARIABLE_MARK } from "../model/body.ts";
import type { Content, Document, Gap, Oddity, PartName, Parts, Place, Source, Subject } from "../model/document.ts";
import { excerpt } from "../model/excerpt.ts";
import type { Dialect, TemplateTag } from "../model/template-tag.ts";
import type { Decoded } from "./charset/decode.ts";
import type { TemplateFormat } from "./format.ts";
import { readHtml } from "./html/read-html.ts";
import type { MetadataReading } from "./metadata.ts";
import { pairBlocks } from "./template/blocks.ts";
import { dialectsOf } from "./template/dialects.ts";
import { readTags } from "./template/read-tags.ts";
import { languageOf } from "./text/language.ts";
import { readText } from "./text/read-text.ts";

/** One file of a template, decoded. */
export interface TemplateFile {
  /** Which file of a bundle it is; empty when the input is one file. */
  readonly file: string;
  /** The file's own name, for what its extension says. */
  readonly name: string;
  readonly format: TemplateFormat;
  readonly decoded: Decoded;
  /** Where the content begins, front matter passed over. */
  readonly contentFrom: number;
}

/** Everything that makes up one template, read and decoded. */
export interface TemplateInput {
  /** The input as the user named it. */
  readonly name: string;
  /** At least one; the first is the one a reader is shown. */
  readonly files: readonly TemplateFile[];
  /** A sidecar's own text, the last of the sources. */
  readonly sidecar: Source | undefined;
  readonly metadata: MetadataReading | undefined;
  /** Given by the caller; goes before the metadata's. */
  readonly subject: string | undefined;
  /** Given by the caller; goes before the metadata's. */
  readonly data: unknown;
  readonly dialects: readonly Dialect[];
}

/** Reads a template into a document: parts where the input has them, gaps with their reason where it has not. */
export function readTemplate(input: TemplateInput): Document {
  const readings = input.files.map((file, source) => readFile(file, source, input.dialects));
  const bodies = readings.map(({ body }) => body).filter((body) => body !== undefined);
  const whole = bodies.length === readings.length;
  const subject = subjectOf(input);
  const data = input.data ?? input.metadata?.data;
  const parts: { -readonly [P in keyof Parts]?: Parts[P] } = {
    size: { bytes: input.files.reduce((sum, { decoded, contentFrom }) => sum + utf8Bytes(decoded.text, contentFrom), 0) },
    encoding: input.files.map(({ decoded: { used, declared, declaredName, brokenAt } }, source) => ({
      source,
      used,
      declared,
      declaredName,
      brokenAt,
    })),
    oddities: readings.flatMap(({ oddities }) => oddities),
    metadata: metadataOf(input.metadata),
  };
  // Without metadata that could be read, nobody has said what is attached.
  const isDeclared = input.metadata && !input.metadata.faults.some(({ kind }) => kind === "syntax");
  if (isDeclared) parts.attachments = input.metadata?.attachments ?? [];
  if (whole) parts.content = contentOf(bodies, subject, input.metadata);
  if (subject) parts.subject = subject;
  if (data !== undefined)
    parts.data = dataOf(
      data,
      bodies,
      input.files.map(({ decoded }) => decoded.text),
    );
  return {
    name: input.name,
    kind: "template",
    sources: sourcesOf(input),
    parts,
    gaps: gapsFor(parts, whole ? "not-in-input" : "too-large"),
  };
}

/** The document of a file so large that only its size is known. */
export function oversizedDocument(name: string, bytes: number, kind: "template" | "message"): Document {
  const parts = { size: { bytes } };
  const unread = partNames.filter((part) => part !== "size" && (kind === "message" || !ofMessages.has(part)));
  const gaps = { ...gapsFor(parts, "too-large"), ...Object.fromEntries(unread.map((part) => [part, "too-large" as const])) };
  return { name, kind, sources: [], parts, gaps };
}

interface FileReading {
  readonly body: Body | undefined;
  readonly oddities: readonly Oddity[];
}

function readFile(file: TemplateFile, source: number, configured: readonly Dialect[]): FileReading {
  const { text } = file.decoded;
  const from = file.contentFrom;
  const { tags, unclosed } = readTags(text, dialectsOf(file.name, text, configured));
  const content = tags.filter(({ start }) => start >= from);
  const { conditional, unpaired } = pairBlocks(content);
  const oddities = [
    ...firstOf(
      "tag-unclosed",
      unclosed.filter(({ start }) => start >= from).map((at) => ({ source, ...at })),
      text,
    ),
    ...firstOf(
      "block-unclosed",
      unpaired.map(({ start, end }) => ({ source, start, end })),
      text,
    ),
  ];
  const shared = { text, source, tags: content, conditional, from };
  if (file.format === "text") return { body: readText(shared), oddities };
  const reading = readHtml({ ...shared, format: file.format });
  return { body: reading?.body, oddities: [...oddities, ...(reading?.oddities ?? [])] };
}

/** One oddity for all of a kind, at the first place. */
function firstOf(kind: Oddity["kind"], places: readonly Place[], text: string): Oddity[] {
  const [at] = places;
  return at
    ? [
        {
          kind,
          at,
          excerpt: quoted(text, at),
          count: places.length,
        },
      ]
    : [];
}

/** The tag itself, or the first words behind an opener that nothing closes. */
function quoted(text: string, { start, end }: Place): string {
  const whole = text.slice(start, Math.max(end, start + OPENER_UNITS)).split(/[\r\n]/, 1)[0] ?? "";
  return excerpt(end - start > 3 ? text.slice(start, end) : whole);
}

/** Units quoted of a tag that was not closed. */
const OPENER_UNITS = 24;

function sourcesOf({ files, sidecar }: TemplateInput): readonly Source[] {
  const own = files.map(({ file, decoded }) => ({ file, text: decoded.text }));
  return sidecar ? [...own, sidecar] : own;
}

/** The content of bodies: with the subject it is read with, and the language most of it is in. */
export function contentOf(bodies: readonly Body[], subject: Subject | undefined, metadata: MetadataReading | undefined): Content {
  const declared = metadata?.language?.toLowerCase().split(/[-_]/, 1)[0];
  const seen = languageOf(bodies.map(({ prose }) => prose.text).join("\n"));
  const isKnown = declared === "en" || declared === "zh";
  // What is seen to be in neither language is not judged as if it were.
  const language = declared === undefined || seen === "none" || seen === "other" ? seen : isKnown ? declared : "other";
  return { bodies, subject, preheader: metadata?.preheader, language };
}

function subjectOf({ subject: given, metadata, dialects }: TemplateInput): Subject | undefined {
  const subject = given === undefined ? metadata?.subject : { text: given, at: undefined };
  if (!subject) return undefined;
  const { tags } = readTags(subject.text, dialectsOf("", subject.text, dialects));
  return { text: markVariables(subject.text, tags), at: subject.at };
}

function markVariables(text: string, tags: readonly TemplateTag[]): string {
  let marked = "";
  let from = 0;
  for (const { start, end, kind } of tags) {
    marked += text.slice(from, start) + (kind === "output" ? VARIABLE_MARK : "");
    from = end;
  }
  return marked + text.slice(from);
}

function metadataOf(metadata: MetadataReading | undefined): Parts["metadata"] {
  const { type, language, preheader, faults = [] } = metadata ?? {};
  return { type, language, preheader, faults };
}

/** Names that template languages give loops and lists of their own. */
const OWN_NAMES = /^(?:this|index|key|first|last|length|size|count|loop|root|forloop|parent|value|item)$/;

/** A variable counts as given when the data holds the last name of its path at any depth, or a tag assigns it: scopes are not followed. */
function dataOf(data: unknown, bodies: readonly Body[], texts: readonly string[]): Parts["data"] {
  const names = namesIn(data);
  const assigned = texts.flatMap((text) =>
    [...text.matchAll(/\{%-?\s{0,9}(?:assign|set|capture)\s{1,9}(\w{1,60})/g)].map(([, name = ""]) => name),
  );
  const known = new Set([...names, ...assigned]);
  const missing = bodies.flatMap(({ variables, source }) =>
    variables.flatMap(({ name, at }) => {
      const last =
        name
          .split(/[.[\](/\s]+/)
          .findLast((each) => each !== "")
          ?.replace(/^[$@]+/, "") ?? "";
      const isGiven = last === "" || OWN_NAMES.test(last) || /^\d|^["']/.test(last) || known.has(last) || known.has(name);
      return isGiven ? [] : [{ name, at: { source, ...at } }];
    }),
  );
  return { names, missing };
}

/** Every name that the data holds at any depth; list items count as one. */
function namesIn(data: unknown): readonly string[] {
  const names = new Set<string>();
  const open: unknown[] = [data];
  const seen = new Set<unknown>();
  for (let value = open.pop(); open.length > 0 || value !== undefined; value = open.pop()) {
    if (typeof value === "object" && seen.has(value)) continue;
    seen.add(value);
    if (Array.isArray(value)) open.push(...value.slice(0, 100));
    else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        names.add(name);
        open.push(inner);
      }
  }
  return [...names].sort();
}

const partNames = [
  "content",
  "subject",
  "size",
  "encoding",
  "oddities",
  "metadata",
  "data",
  "attachments",
  "headers",
  "structure",
  "authentication",
] as const;

/** Parts that no template has. */
const ofMessages: ReadonlySet<PartName> = new Set(["headers", "structure", "authentication"]);

/** Why parts are missing: a text that was too large to read, or nothing in the input. */
export function gapsFor(parts: { readonly [P in keyof Parts]?: unknown }, because: Gap): Document["gaps"] {
  const missing = partNames.filter((name) => parts[name] === undefined);
  return Object.fromEntries(missing.map((name) => [name, name === "content" || name === "encoding" ? because : "not-in-input"]));
}

/** How many bytes a text takes in UTF-8 from a place on. */
function utf8Bytes(text: string, from: number): number {
  // Most mails are ASCII, and the engine tells so faster than it encodes.
  return /[^\u0000-\u007F]/.test(text) ? encoder.encode(text.slice(from)).length : text.length - from;
}

const encoder = new TextEncoder();
