import type * as v from "valibot";
import { madeLexicon } from "../checks/lexicon-param.ts";
import { compilePhrases } from "../checks/phrases/compile.ts";
import { type EntryFile, entryFile, type PhraseEntry, type WordingFile, wordingFile } from "../checks/phrases/entry.ts";
import type { Lexicon, PhraseList } from "../model/phrases.ts";

/** `rules/tables/` as written: a file's value by its name, a folder's files as a list. */
export type WrittenTables = Readonly<Record<string, unknown>>;

/** One list of a lexicon, and where in the tables it belongs. */
export interface StoredList {
  readonly table: string;
  readonly language: string;
  readonly list: PhraseList;
}

/**
 * Makes written tables what checks take: lists of wordings become lexicons, each language compiled when first asked
 * for; all else stays as written.
 */
export function compileTables(written: WrittenTables): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(written).map(([name, table]) => [name, compileTable(table)]));
}

function compileTable(table: unknown): unknown {
  const files = asFiles(table);
  if (files) return lazyLexicon(byLanguage(files));
  if (isRecord(table) && Array.isArray(table["wordings"]) && Array.isArray(table["targets"])) {
    const entries = wordingsOf({
      language: "all",
      wordings: table["wordings"].flatMap((each) => (isRecord(each) && Array.isArray(each["say"]) ? each["say"] : [])),
    });
    return { wordings: lazyLexicon(new Map([["all", entries]])), targets: table["targets"] };
  }
  return table;
}

type Entries = readonly (PhraseEntry & { readonly topic?: string | undefined })[];

/** A folder of phrase files, or undefined for any other table. */
function asFiles(table: unknown): readonly (EntryFile | WordingFile)[] | undefined {
  return Array.isArray(table) && table.every((file) => isRecord(file) && ("entries" in file || "wordings" in file))
    ? table
    : undefined;
}

function byLanguage(files: readonly (EntryFile | WordingFile)[]): ReadonlyMap<string, Entries> {
  const languages = new Map<string, Entries>();
  for (const file of files) {
    const entries = "entries" in file ? file.entries.map((entry) => ({ ...entry, topic: file.topic })) : wordingsOf(file);
    languages.set(file.language, [...(languages.get(file.language) ?? []), ...entries]);
  }
  return languages;
}

function wordingsOf({ wordings }: WordingFile): Entries {
  return wordings.map((say) => ({ say, points: 1 }));
}

function lazyLexicon(languages: ReadonlyMap<string, Entries>): Lexicon {
  return lexiconOf([...languages.keys()], (language) => compilePhrases(languages.get(language) ?? []));
}

/** A lexicon whose lists are loaded once, when first asked for. */
export function lexiconOf(languages: readonly string[], load: (language: string) => PhraseList): Lexicon {
  const lexicon: Record<string, PhraseList> = {};
  for (const language of languages) {
    let list: PhraseList | undefined;
    Object.defineProperty(lexicon, language, { enumerable: true, get: () => (list ??= load(language)) });
  }
  return madeLexicon(lexicon);
}

/** What stands for a lexicon in stored tables: its lists are stored apart. */
export interface LexiconMark {
  readonly lexicon: string;
  readonly languages: readonly string[];
}

/** Takes lexicons out of compiled tables, for a build to store list by list. */
export function storeTables(compiled: Readonly<Record<string, unknown>>): {
  readonly tables: Readonly<Record<string, unknown>>;
  readonly lists: readonly StoredList[];
} {
  const lists: StoredList[] = [];
  const mark = (table: string, lexicon: Lexicon): LexiconMark => {
    for (const language of Object.keys(lexicon)) {
      const list = lexicon[language];
      if (list) lists.push({ table, language, list });
    }
    return { lexicon: table, languages: Object.keys(lexicon) };
  };
  const tables = Object.entries(compiled).map(([name, table]): [string, unknown] => {
    if (isLexicon(table)) return [name, mark(name, table)];
    if (isRecord(table) && isLexicon(table["wordings"])) return [name, { ...table, wordings: mark(name, table["wordings"]) }];
    return [name, table];
  });
  return { tables: Object.fromEntries(tables), lists };
}

/** Puts lexicons back into stored tables; `load` reads a stored list. */
export function restoreTables(
  tables: Readonly<Record<string, unknown>>,
  load: (table: string, language: string) => PhraseList,
): Readonly<Record<string, unknown>> {
  const restored = (value: unknown): unknown =>
    isMark(value) ? lexiconOf(value.languages, (language) => load(value.lexicon, language)) : value;
  const entries = Object.entries(tables).map(([name, table]): [string, unknown] => {
    if (isMark(table)) return [name, restored(table)];
    return [name, isRecord(table) && isMark(table["wordings"]) ? { ...table, wordings: restored(table["wordings"]) } : table];
  });
  return Object.fromEntries(entries);
}

/** True for a record of phrase lists by language. */
export function isLexicon(value: unknown): value is Lexicon {
  if (!isRecord(value)) return false;
  const lists = Object.values(value);
  return lists.length > 0 && lists.every((list) => isRecord(list) && "openers" in list && "patterns" in list);
}

function isMark(value: unknown): value is LexiconMark {
  return isRecord(value) && typeof value["lexicon"] === "string" && Array.isArray(value["languages"]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The schema that a file in a folder of `rules/tables/` must fit. */
export function tableFileSchema(value: unknown): v.GenericSchema<unknown, unknown> {
  return isRecord(value) && "entries" in value ? entryFile : wordingFile;
}
