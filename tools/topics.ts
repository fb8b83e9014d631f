/**
 * Says what topics a text is about and which wordings show it: for whoever edits `rules/tables/topics/`.
 *
 *   node tools/topics.ts FILE...            one verdict a file, tags stripped roughly
 *   node tools/topics.ts --lines FILE...    one verdict a line
 *   add --table=purposes to try another folder of tables, --quiet to print only counts by topic
 */
import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { searchText } from "../src/checks/phrases/search-text.ts";
import { topicsOf } from "../src/checks/phrases/topics.ts";
import { compileTables } from "../src/engine/tables.ts";
import type { Lexicon } from "../src/model/phrases.ts";
import { normalisePhrase } from "../src/parse/text/normalise.ts";
import { checkTableFiles } from "../src/platform/rule-files.ts";
import { must } from "./must.ts";

const limits = { pointsMin: 10, windowUnits: 1500, togetherWithin: 80, contextWithin: 80, cautionWithin: 60 };
const tables = new URL("../rules/tables/", import.meta.url);
must(checkTableFiles(tables.pathname));

/** The lexicon of one folder of tables. */
function lexiconOf(folder: string): Lexicon {
  const files = readdirSync(new URL(`${folder}/`, tables))
    .sort()
    .map((name) => parse(readFileSync(new URL(`${folder}/${name}`, tables), "utf8")));
  return compileTables({ [folder]: files })[folder] as Lexicon;
}

const folder = process.argv.find((each) => each.startsWith("--table="))?.slice(8) ?? "topics";
const topics = lexiconOf(folder);
const cautions = { lexicon: lexiconOf("topic-cautions"), within: limits.cautionWithin };

/** Prints unless told to be quiet. */
function print(line: string): void {
  if (!process.argv.includes("--quiet")) console.log(line);
}

const flags = process.argv.slice(2).filter((each) => each.startsWith("--"));
const files = process.argv.slice(2).filter((each) => !each.startsWith("--"));
const counts = new Map<string, number>();
let texts = 0;
for (const file of files) {
  const source = readFileSync(file, "utf8")
    .replace(/<(style|script|title)[\s\S]*?<\/\1>/gi, " ")
    .replace(/<(?!\/?(?:b|i|a|em|strong|span|font)\b)[^>]{0,2000}>/gi, "\n")
    .replace(/<[^>]{0,2000}>/g, "");
  const parts = flags.includes("--lines") ? source.split(/\r?\n/) : [source];
  for (const [line, part] of parts.entries()) {
    if (part.trim() === "") continue;
    texts++;
    const text = part
      .split(/\n\s*\n|(?<=>)\n/)
      .map(normalisePhrase)
      .join("\n");
    for (const { topic, points, evidence } of topicsOf(searchText(text), topics, limits, cautions)) {
      counts.set(topic, (counts.get(topic) ?? 0) + 1);
      print(
        `${file}${parts.length > 1 ? `:${line + 1}` : ""} ${topic} ${points} — ${evidence.map(({ start, end }) => text.slice(start, end)).join(" · ")}`,
      );
    }
  }
}
console.log(`${texts} texts; ${[...counts].map(([topic, count]) => `${topic} ${count}`).join(", ") || "no topic"}`);
