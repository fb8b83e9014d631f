import type { Dirent } from "node:fs";
import { glob, readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Text } from "../model/language.ts";
import { limits } from "../model/limits.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { templateExtensions } from "../parse/format.ts";
import type { RawFile } from "../parse/parse-template.ts";
import { readingProblem } from "./problems.ts";

/** One thing to judge, found but not read. */
export type Input =
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "bundle"; readonly name: string }
  | { readonly kind: "stdin"; readonly name: "-" }
  | { readonly kind: "missing"; readonly name: string; readonly problem: Problem };

/** One input's bytes, and the sidecar beside it; a file past the limit has only its size. */
export type ReadInput =
  | { readonly kind: "read"; readonly files: readonly RawFile[]; readonly sidecar: RawFile | undefined }
  | { readonly kind: "oversized"; readonly bytes: number };

/** The two files that make a folder one mail. */
const BUNDLE = { html: "content.html", text: "content.txt" } as const;
const extensions: ReadonlySet<string> = new Set(templateExtensions);
const SIDECAR_ENDINGS = [".yaml", ".yml", ".json"] as const;

/** Finds what arguments name: files, folders (walked in name order), bundles, patterns, and `-` for standard input. */
export async function* findInputs(args: readonly string[]): AsyncGenerator<Input> {
  for (const name of args) {
    if (name === "-") yield { kind: "stdin", name };
    else yield* inputsNamed(name);
  }
}

async function* inputsNamed(name: string): AsyncGenerator<Input> {
  const found = await stat(name).catch(() => undefined);
  if (found?.isDirectory()) yield* inputsInFolder(name);
  else if (found) yield { kind: "file", name };
  else if (/[*?[{]/.test(name)) yield* inputsMatching(name);
  else
    yield missing(
      name,
      "input-missing",
      { en: `There is no file or folder ${name}.`, zh: `没有文件或文件夹 ${name}。` },
      { en: "Check the spelling and the folder you are in.", zh: "请检查拼写和当前所在的文件夹。" },
    );
}

async function* inputsInFolder(name: string): AsyncGenerator<Input> {
  if (await isBundle(name)) {
    yield { kind: "bundle", name };
    return;
  }
  let count = 0;
  for await (const input of walk(name)) {
    count++;
    yield input;
  }
  if (count === 0)
    yield missing(
      name,
      "directory-empty",
      { en: `There is no template in the folder ${name}.`, zh: `文件夹 ${name} 里没有模板。` },
      { en: `Templates end in ${templateExtensions.join(" ")}.`, zh: `模板的文件名以 ${templateExtensions.join(" ")} 结尾。` },
    );
}

async function* inputsMatching(pattern: string): AsyncGenerator<Input> {
  const names: string[] = [];
  for await (const name of glob(pattern)) names.push(name);
  if (names.length === 0)
    yield missing(
      pattern,
      "input-missing",
      { en: `No file matches ${pattern}.`, zh: `没有文件与 ${pattern} 匹配。` },
      { en: "Put the pattern in quotes if the shell should not expand it.", zh: "如果不想让 shell 展开，请给模式加引号。" },
    );
  for (const name of names.sort()) {
    const found = await stat(name).catch(() => undefined);
    if (found?.isDirectory()) {
      yield* inputsInFolder(name);
    } else yield { kind: "file", name };
  }
}

/** Files of known types below a folder, by name; links to folders are not followed, so no walk is endless. */
async function* walk(folder: string): AsyncGenerator<Input> {
  const entries = await entriesOf(folder);
  if (!entries.ok) {
    yield { kind: "missing", name: folder, problem: entries.problem };
    return;
  }
  for (const entry of entries.value) {
    const name = `${folder.replace(/\/+$/, "")}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !entry.name.startsWith(".")) yield* walk(name);
    } else if (isTemplate(entry.name) && (await isFile(entry, name))) yield { kind: "file", name };
  }
}

async function entriesOf(folder: string): Promise<Result<readonly Dirent[]>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return ok(entries.sort((a, b) => (a.name < b.name ? -1 : 1)));
  } catch (fault) {
    return failed(readingProblem(folder, fault));
  }
}

function isTemplate(name: string): boolean {
  return extensions.has(extname(name).toLowerCase());
}

/** A file, or a link named like one, wherever it leads; never a pipe or a device, which would be waited for. */
async function isFile(entry: Dirent, name: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await stat(name).catch(() => undefined);
  return target === undefined || target.isFile() || target.isDirectory();
}

/** A folder is one mail when the two forms of it are all the templates it holds. */
async function isBundle(folder: string): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (!entries.ok) return false;
  const templates = entries.value.filter((entry) => entry.isDirectory() || isTemplate(entry.name)).map(({ name }) => name);
  return templates.length === 2 && templates.includes(BUNDLE.html) && templates.includes(BUNDLE.text);
}

function missing(name: string, code: Problem["code"], message: Text, hint: Text): Input {
  return { kind: "missing", name, problem: { code, message, hint } };
}

/** Reads an input's bytes. */
export async function readInput(input: Exclude<Input, { readonly kind: "missing" }>): Promise<Result<ReadInput>> {
  switch (input.kind) {
    case "stdin":
      return readStandardInput();
    case "bundle":
      return readFiles(input.name, [
        { file: BUNDLE.html, path: join(input.name, BUNDLE.html) },
        { file: BUNDLE.text, path: join(input.name, BUNDLE.text) },
      ]);
    case "file":
      return readFiles(input.name, [{ file: "", path: input.name }]);
  }
}

async function readFiles(
  name: string,
  wanted: readonly { readonly file: string; readonly path: string }[],
): Promise<Result<ReadInput>> {
  const files: RawFile[] = [];
  let size = 0;
  for (const { file, path } of wanted) {
    try {
      const found = await stat(path);
      if (found.isCharacterDevice() || found.isBlockDevice()) return failed(readingProblem(name, { code: "ENODEV" }));
      size += found.size;
      if (size <= limits.inputBytesMax) files.push({ file, name: basename(path), bytes: await readFile(path) });
    } catch (fault) {
      return failed(readingProblem(name, fault));
    }
  }
  if (size > limits.inputBytesMax) return ok({ kind: "oversized", bytes: size });
  return ok({ kind: "read", files, sidecar: await sidecarOf(wanted[0]?.path ?? name) });
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

async function readStandardInput(): Promise<Result<ReadInput>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of process.stdin) {
      size += chunk.length;
      if (size <= limits.inputBytesMax) chunks.push(chunk);
    }
  } catch (fault) {
    return failed(readingProblem("-", fault));
  }
  if (size > limits.inputBytesMax) return ok({ kind: "oversized", bytes: size });
  return ok({ kind: "read", files: [{ file: "", name: "-", bytes: Buffer.concat(chunks) }], sidecar: undefined });
}
