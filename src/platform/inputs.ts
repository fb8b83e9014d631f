import type { Dirent } from "node:fs";
import { glob, readdir, stat } from "node:fs/promises";
import type { Text } from "../model/language.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { templateExtensions } from "../parse/format.ts";
import { type InputKind, kindByName, mboxExtensions, messageExtensions } from "../parse/kind.ts";
import { readingProblem } from "./problems.ts";

/** One thing to judge, found but not read. */
export type Input =
  | { readonly kind: "file"; readonly name: string }
  | { readonly kind: "bundle"; readonly name: string }
  | { readonly kind: "stdin"; readonly name: "-" }
  | { readonly kind: "missing"; readonly name: string; readonly problem: Problem };

/** The two files that make a folder one mail. */
export const bundleFiles = { html: "content.html", text: "content.txt" } as const;

/** Finds what arguments name: files, folders (walked in name order), bundles, patterns, and `-` for standard input. */
export async function* findInputs(args: readonly string[], as?: InputKind): AsyncGenerator<Input> {
  for (const name of args) {
    if (name === "-") yield { kind: "stdin", name };
    else yield* inputsNamed(name, as);
  }
}

async function* inputsNamed(name: string, as: InputKind | undefined): AsyncGenerator<Input> {
  const found = await stat(name).catch(() => undefined);
  if (found?.isDirectory()) yield* inputsInFolder(name, as);
  else if (found) yield { kind: "file", name };
  else if (/[*?[{]/.test(name)) yield* inputsMatching(name, as);
  else
    yield missing(
      name,
      "input-missing",
      { en: `There is no file or folder ${name}.`, zh: `没有文件或文件夹 ${name}。` },
      { en: "Check the spelling and the folder you are in.", zh: "请检查拼写和当前所在的文件夹。" },
    );
}

async function* inputsInFolder(name: string, as: InputKind | undefined): AsyncGenerator<Input> {
  if ((as === undefined || as === "template") && (await isBundle(name, as))) {
    yield { kind: "bundle", name };
    return;
  }
  let count = 0;
  for await (const input of walk(name, as)) {
    count++;
    yield input;
  }
  if (count === 0) yield missing(name, "directory-empty", ...emptyFolder(name, as));
}

async function* inputsMatching(pattern: string, as: InputKind | undefined): AsyncGenerator<Input> {
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
      yield* inputsInFolder(name, as);
    } else yield { kind: "file", name };
  }
}

/** Files of known types below a folder, by name; links to folders are not followed, so no walk is endless. */
async function* walk(folder: string, as: InputKind | undefined): AsyncGenerator<Input> {
  const entries = await entriesOf(folder);
  if (!entries.ok) {
    yield { kind: "missing", name: folder, problem: entries.problem };
    return;
  }
  for (const entry of entries.value) {
    const name = `${folder.replace(/\/+$/, "")}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && !entry.name.startsWith(".")) yield* walk(name, as);
    } else if (isWanted(entry.name, as) && (await isFile(entry, name))) yield { kind: "file", name };
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

/** Who says that a folder holds messages means all of its files: mail on a disk rarely has names that end in anything. */
function isWanted(name: string, as: InputKind | undefined): boolean {
  if (as === "message" || as === "mbox") return true;
  const kind = kindByName(name);
  return kind !== undefined && (as === undefined || kind === as);
}

/** A file, or a link named like one, wherever it leads; never a pipe or a device, which would be waited for. */
async function isFile(entry: Dirent, name: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await stat(name).catch(() => undefined);
  return target === undefined || target.isFile() || target.isDirectory();
}

/** A folder is one mail when the two forms of it are all that it holds to judge. */
async function isBundle(folder: string, as: InputKind | undefined): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (!entries.ok) return false;
  const names = entries.value.filter((entry) => entry.isDirectory() || isWanted(entry.name, as)).map(({ name }) => name);
  return names.length === 2 && names.includes(bundleFiles.html) && names.includes(bundleFiles.text);
}

/** What is said of a folder without anything to judge: message and hint. */
function emptyFolder(name: string, as: InputKind | undefined): [Text, Text] {
  const templates = templateExtensions.join(" ");
  const messages = [...messageExtensions, ...mboxExtensions].join(" ");
  const takesAll = as === "message" || as === "mbox";
  return [
    takesAll
      ? { en: `There is no file in the folder ${name}.`, zh: `文件夹 ${name} 里没有文件。` }
      : { en: `There is no template or message in the folder ${name}.`, zh: `文件夹 ${name} 里没有模板或邮件。` },
    {
      en: `Templates end in ${templates}, messages in ${messages}; --as message takes files of any name.`,
      zh: `模板的文件名以 ${templates} 结尾，邮件以 ${messages} 结尾；--as message 接受任何文件名。`,
    },
  ];
}

function missing(name: string, code: Problem["code"], message: Text, hint: Text): Input {
  return { kind: "missing", name, problem: { code, message, hint } };
}
