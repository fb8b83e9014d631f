import type { Document } from "../model/document.ts";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import type { Dialect } from "../model/template-tag.ts";
import { isBinary } from "./charset/binary.ts";
import { type Decoded, decode } from "./charset/decode.ts";
import { formatOf } from "./format.ts";
import type { MetadataReading } from "./metadata.ts";
import { oversizedDocument, readTemplate, type TemplateFile } from "./read-template.ts";

/** One file's bytes. */
export interface RawFile {
  /** Which file of a bundle it is; empty when the input is one file. */
  readonly file: string;
  /** The file's own name, for what its extension says. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A template as it comes in: its files, and what is said about it from outside. */
export interface RawTemplate {
  /** The input as the user named it. */
  readonly name: string;
  /** At least one; the first is the one a reader is shown. */
  readonly files: readonly RawFile[];
  /** Metadata beside the template. Front matter goes before it. */
  readonly sidecar?: RawFile | undefined;
  readonly subject?: string | undefined;
  readonly data?: unknown;
  readonly dialects?: readonly Dialect[];
}

/**
 * Reads a template into a document. Fails only for what is no text at all: an empty or a binary file.
 * Everything a text can get wrong is in the document, for rules to judge.
 */
export async function parseTemplate(raw: RawTemplate): Promise<Result<Document>> {
  const sizeBytes = raw.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (sizeBytes > limits.inputBytesMax) return ok(oversizedDocument(raw.name, sizeBytes, "template"));
  const unreadable = raw.files.find(({ bytes }) => isBinary(bytes));
  if (unreadable) return failed(binary(unreadable.file || raw.name));
  const decoded = raw.files.map(({ bytes }) => decode(bytes));
  if (decoded.every(({ text }) => /^[\s\uFEFF]*$/.test(text))) return failed(emptyInput(raw.name));
  const metadata = await metadataOf(raw, decoded);
  const files = raw.files.map(({ file, name }, index): TemplateFile => {
    const own = decoded[index] ?? decode(new Uint8Array());
    const contentFrom = metadata.contentFrom[index] ?? 0;
    return { file, name, format: formatOf(name, own.text.slice(contentFrom)), decoded: own, contentFrom };
  });
  const { name, subject, data, dialects = [] } = raw;
  return ok(readTemplate({ name, files, sidecar: metadata.sidecar, metadata: metadata.reading, subject, data, dialects }));
}

interface FoundMetadata {
  readonly reading: MetadataReading | undefined;
  /** Where each file's content begins. */
  readonly contentFrom: readonly number[];
  readonly sidecar: { readonly file: string; readonly text: string } | undefined;
}

/** Front matter of the first file that has it, else the sidecar. The YAML reader is loaded only where there is one. */
async function metadataOf({ files, sidecar }: RawTemplate, decoded: readonly Decoded[]): Promise<FoundMetadata> {
  const mayHaveSome = decoded.some(({ text }) => /^\uFEFF?---[ \t]*[\r\n]/.test(text));
  if (!mayHaveSome && !sidecar) return { reading: undefined, contentFrom: [], sidecar: undefined };
  const { findFrontMatter, opensFrontMatter, readMetadata, unclosedFrontMatter } = await import("./metadata.ts");
  const found = decoded.map(({ text }) => findFrontMatter(text));
  const contentFrom = found.map((matter) => matter?.contentFrom ?? 0);
  const first = found.findIndex((matter) => matter && matter.end - matter.start <= limits.metadataBytesMax);
  const matter = found[first];
  if (matter) {
    const yaml = decoded[first]?.text.slice(matter.start, matter.end) ?? "";
    return { reading: readMetadata(yaml, first, matter.start), contentFrom, sidecar: undefined };
  }
  const open = decoded.findIndex(({ text }, index) => !found[index] && opensFrontMatter(text));
  if (open !== -1) return { reading: unclosedFrontMatter(open), contentFrom, sidecar: undefined };
  if (!sidecar) return { reading: undefined, contentFrom, sidecar: undefined };
  const beside = decode(sidecar.bytes.subarray(0, limits.metadataBytesMax)).text;
  return { reading: readMetadata(beside, files.length, 0), contentFrom, sidecar: { file: sidecar.name, text: beside } };
}

/** The problem of an input without anything in it. */
export function emptyInput(name: string): Problem {
  return {
    code: "input-empty",
    message: { en: `${name} is empty: there is nothing to judge.`, zh: `${name} 是空的，没有可判断的内容。` },
    hint: {
      en: "Check that the file was saved, or that the step before it wrote something.",
      zh: "请确认文件已保存，生成它的步骤也写出了内容。",
    },
  };
}

function binary(name: string) {
  return {
    code: "input-binary",
    message: { en: `${name} is not text: it looks like a binary file.`, zh: `${name} 不是文本，看起来是二进制文件。` },
    hint: { en: "Give a template in HTML, plain text or MJML.", zh: "请提供 HTML、纯文本或 MJML 模板。" },
  } as const;
}
