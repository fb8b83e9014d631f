import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { limits } from "../model/limits.ts";
import { failed, ok, type Result } from "../model/result.ts";
import type { RawFile } from "../parse/parse-template.ts";
import { bundleFiles } from "./inputs.ts";
import { readingProblem } from "./problems.ts";

/** One input's bytes, and the sidecar beside it; a file past the limit has only its size. */
export type ReadInput =
  | { readonly kind: "read"; readonly files: readonly RawFile[]; readonly sidecar: RawFile | undefined }
  | { readonly kind: "oversized"; readonly bytes: number };

/** What can be read by its name. */
export interface NamedInput {
  readonly kind: "file" | "bundle";
  readonly name: string;
}

const SIDECAR_ENDINGS = [".yaml", ".yml", ".json"] as const;

/** Reads a template's bytes. */
export async function readInput({ kind, name }: NamedInput): Promise<Result<ReadInput>> {
  const wanted: readonly Wanted[] =
    kind === "file"
      ? [{ file: "", path: name }]
      : [bundleFiles.html, bundleFiles.text].map((file) => ({ file, path: join(name, file) }));
  const read = await readFiles(name, wanted, limits.inputBytesMax);
  if (!read.ok || read.value.kind === "oversized") return read;
  return ok({ ...read.value, sidecar: await sidecarOf(wanted[0]?.path ?? name) });
}

/** Reads a raw message's bytes. */
export function readMessageFile(name: string): Promise<Result<ReadInput>> {
  return readFiles(name, [{ file: "", path: name }], limits.messageBytesMax);
}

interface Wanted {
  readonly file: string;
  readonly path: string;
}

async function readFiles(name: string, wanted: readonly Wanted[], bytesMax: number): Promise<Result<ReadInput>> {
  const files: RawFile[] = [];
  let size = 0;
  for (const { file, path } of wanted) {
    try {
      const found = await stat(path);
      if (found.isCharacterDevice() || found.isBlockDevice()) return failed(readingProblem(name, { code: "ENODEV" }));
      // A pipe does not say how much will come.
      const { bytes, sizeBytes } = found.isFIFO()
        ? await readStream(createReadStream(path), bytesMax)
        : { bytes: found.size <= bytesMax ? await readFile(path) : undefined, sizeBytes: found.size };
      size += sizeBytes;
      if (bytes) files.push({ file, name: basename(path), bytes });
    } catch (fault) {
      return failed(readingProblem(name, fault));
    }
  }
  if (size > bytesMax) return ok({ kind: "oversized", bytes: size });
  return ok({ kind: "read", files, sidecar: undefined });
}

/** `NAME.mail.yaml` beside a template, with or without the inner ending of its name, else `mail.yaml` in its folder; `.yml` and `.json` as well. */
async function sidecarOf(path: string): Promise<RawFile | undefined> {
  const stem = basename(path).replace(/\.[A-Za-z0-9]+$/, "");
  const names = new Set([`${stem}.mail`, `${stem.replace(/\.[A-Za-z0-9-]+$/, "")}.mail`, "mail"]);
  for (const name of names) {
    for (const ending of SIDECAR_ENDINGS) {
      const file = join(dirname(path), name + ending);
      const found = await stat(file).catch(() => undefined);
      if (!found?.isFile() || found.size > limits.metadataBytesMax) continue;
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes) return { file: name + ending, name: name + ending, bytes };
    }
  }
  return undefined;
}

/** Reads a stream to its end; what goes past a limit is counted and not kept. Rejects as the stream does. */
export async function readStream(stream: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Streamed> {
  let chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += chunk.length;
    if (sizeBytes <= bytesMax) chunks.push(chunk);
    else chunks = [];
  }
  return { bytes: sizeBytes <= bytesMax ? Buffer.concat(chunks) : undefined, sizeBytes };
}

/** What came of a stream. */
export interface Streamed {
  /** Undefined when it is too much. */
  readonly bytes: Uint8Array | undefined;
  readonly sizeBytes: number;
}
