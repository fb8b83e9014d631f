/**
 * Writes the documentation that is made from code and rules; with `--check` compares and exits 1, naming stale files.
 * Made are docs/rules/, docs/cli.md, docs/parameters.md, docs/schema/, the tables between markers in docs/architecture.md, and
 * src/model/thresholds.ts.
 * `--examples` runs the examples of README and guide instead, and writes what they print now into their output blocks.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Argument, Command, Option } from "commander";
import { catalog } from "../src/checks/catalog.ts";
import { buildProgram } from "../src/cli/program.ts";
import { version } from "../src/cli/version.ts";
import type { RuleDefinition } from "../src/model/rule.ts";
import type { ProfileDefinition, RuleBook } from "../src/model/rule-book.ts";
import { readRuleBook } from "../src/platform/rule-files.ts";
import { readWorldTables } from "../src/platform/world-files.ts";
import { renderRuleMarkdown } from "../src/render/rule-page.ts";
import { layers, pure } from "../test/house/layers.ts";
import { calibrationJsonSchema } from "./calibration-schema.ts";
import { configJsonSchema, fittedJsonSchema, ruleJsonSchema, scenarioJsonSchema, sendersJsonSchema } from "./config-schema.ts";
import { withOutputs } from "./doc-examples.ts";
import { must } from "./must.ts";
import { parametersPage } from "./parameters-page.ts";
import { reportSchema } from "./report-schema.ts";
import { simulationJsonSchema } from "./simulation-schema.ts";
import { readThresholds, thresholdsModule } from "./thresholds.ts";

const MADE = "Made by `npm run docs`; edits here are lost.";

/** What areas of rules are about, in the order of the index. */
const areas: Readonly<Record<string, string>> = {
  standard: "Clauses of the founding standard",
  html: "How the HTML is written",
  links: "Where links lead",
  template: "The template language and its metadata",
  auth: "Who sent a message, as far as it can be proved",
};

/** Every made file of a checkout: its path below the root, and what it should hold. */
export function madeDocs(root: string): ReadonlyMap<string, string> {
  const book = must(readRuleBook(`${root}/rules`));
  const files = new Map<string, string>();
  for (const rule of book.rules) files.set(`docs/rules/${rule.id}.md`, rulePage(rule));
  files.set("docs/rules/README.md", ruleIndex(book));
  files.set("docs/cli.md", cliPage());
  const thresholds = readThresholds(`${root}/rules/world`);
  files.set("docs/parameters.md", parametersPage(must(readWorldTables(`${root}/rules/world`)), thresholds, MADE));
  files.set("src/model/thresholds.ts", thresholdsModule(thresholds, MADE));
  files.set("docs/schema/report.json", jsonText(reportSchema()));
  files.set("docs/schema/rule.json", jsonText(ruleJsonSchema()));
  files.set("docs/schema/config.json", jsonText(configJsonSchema()));
  files.set("docs/schema/senders.json", jsonText(sendersJsonSchema()));
  files.set("docs/schema/scenario.json", jsonText(scenarioJsonSchema()));
  files.set("docs/schema/calibration.json", jsonText(calibrationJsonSchema()));
  files.set("docs/schema/fitted.json", jsonText(fittedJsonSchema()));
  files.set("docs/schema/simulation.json", jsonText(simulationJsonSchema()));
  files.set("docs/architecture.md", architecturePage(readFileSync(`${root}/docs/architecture.md`, "utf8")));
  return formatted(root, files);
}

/** Files as the project's formatter would leave them: all at once, in a folder of their own, since one run takes as long as one file. */
function formatted(root: string, files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), "mailworthy-docs-"));
  const pages = [...files].filter(([file]) => /\.(?:md|ts)$/.test(file));
  try {
    copyFileSync(`${root}/biome.json`, `${folder}/biome.json`);
    for (const [file, text] of pages) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const biome = `${root}/node_modules/@biomejs/biome/bin/biome`;
    execFileSync(process.execPath, [biome, "format", "--write", "."], { cwd: folder, stdio: "pipe" });
    return new Map([...files, ...pages.map(([file]) => [file, readFileSync(join(folder, file), "utf8")] as const)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Made files that are missing, differ, or stand where nothing is made any more. */
export function staleDocs(root: string): readonly string[] {
  const made = madeDocs(root);
  const stale = [...made].filter(
    ([file, text]) => !existsSync(`${root}/${file}`) || readFileSync(`${root}/${file}`, "utf8") !== text,
  );
  return [...stale.map(([file]) => file), ...leftovers(root, made)].sort();
}

function leftovers(root: string, made: ReadonlyMap<string, string>): readonly string[] {
  return ["docs/rules", "docs/schema"].flatMap((folder) =>
    existsSync(`${root}/${folder}`)
      ? readdirSync(`${root}/${folder}`, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
          .filter((file) => !made.has(file))
      : [],
  );
}

function writeDocs(root: string): void {
  const made = madeDocs(root);
  for (const file of leftovers(root, made)) rmSync(`${root}/${file}`);
  for (const [file, text] of made) {
    mkdirSync(dirname(`${root}/${file}`), { recursive: true });
    writeFileSync(`${root}/${file}`, text);
  }
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function rulePage(rule: RuleDefinition): string {
  // One example a line: the formatter would take them for one text of JSON.
  const page = renderRuleMarkdown(rule).trimEnd().replaceAll("```json\n", "```jsonl\n");
  return `${page}\n\n<sub>Made from [rules/${rule.id}.yaml](../../../rules/${rule.id}.yaml). All rules: [index](../README.md).</sub>\n`;
}

function ruleIndex({ rules, profiles }: RuleBook): string {
  const named = [...new Set(rules.map(({ id }) => areaOf(id)))];
  const order = [...Object.keys(areas), ...named.filter((area) => !(area in areas))];
  const sections = order.flatMap((area) => areaSection(area, rules));
  return [
    "# Rules",
    "",
    MADE,
    "",
    `${rules.length} rules. \`mailworthy rules ID\` explains one on the terminal. Severity is that of the rule as written; a profile or a mail type may change it.`,
    "",
    ...sections,
    "## Profiles",
    "",
    "| profile | title | rules it changes |",
    "| --- | --- | --- |",
    ...profiles.map(profileRow),
    "",
  ].join("\n");
}

function areaOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

function areaSection(area: string, rules: readonly RuleDefinition[]): readonly string[] {
  const own = rules.filter(({ id }) => areaOf(id) === area);
  if (own.length === 0) return [];
  return [
    `## ${area}`,
    "",
    ...(areas[area] === undefined ? [] : [`${areas[area]}.`, ""]),
    "| rule | severity | clause | title | 标题 |",
    "| --- | --- | --- | --- | --- |",
    ...own.map(
      ({ id, severity, clause, title }) =>
        `| [${id}](${id}.md) | ${severity} | ${clause ?? ""} | ${cell(title.en)} | ${cell(title.zh)} |`,
    ),
    "",
  ];
}

function profileRow({ name, title, rules }: ProfileDefinition): string {
  return `| \`${name}\` | ${cell(title.en)} · ${cell(title.zh)} | ${Object.keys(rules).join(", ") || "none"} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}

function cliPage(): string {
  const program = buildProgram(version, {
    check: async () => undefined,
    domain: async () => undefined,
    simulate: async () => undefined,
    calibrate: async () => undefined,
    rules: async () => undefined,
  });
  return [
    "# Command line",
    "",
    MADE,
    "",
    `${program.description()} The command is \`mailworthy\`, or \`mw\` for short.`,
    "",
    ...program.commands.flatMap((command) => [command, ...command.commands]).flatMap(commandSection),
    "## For every command",
    "",
    ...optionTable(program),
    "",
    "## Exit codes",
    "",
    "| code | meaning |",
    "| --- | --- |",
    ...exitCodeRows(program),
    "",
    "With many inputs the highest code wins: one input that cannot be read makes it 2, and all others are still judged.",
    "",
    "## Where settings come from",
    "",
    "A flag goes before the configuration file, the file before the default. `mailworthy check --print-config` prints the settings in force and the origin of each. The shape of the file is [schema/config.json](schema/config.json).",
    "",
  ].join("\n");
}

function commandSection(command: Command): readonly string[] {
  const name = fullName(command);
  const usage = [name, ...command.registeredArguments.map(argumentText), "[options]"].join(" ");
  return [`## ${name}`, "", sentence(command.description()), "", "```text", usage, "```", "", ...optionTable(command), ""];
}

/** A command's name behind those of the commands that it is one of. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

function argumentText(argument: Argument): string {
  const name = argument.name() + (argument.variadic ? "..." : "");
  return argument.required ? `<${name}>` : `[${name}]`;
}

function optionTable(command: Command): readonly string[] {
  const options = command.createHelp().visibleOptions(command);
  return ["| option | does |", "| --- | --- |", ...options.filter(isOwn(command)).map(optionRow)];
}

/** Every command takes --help; it is told once, with what all share. */
function isOwn(command: Command): (option: Option) => boolean {
  return (option) => command.parent === null || option.long !== "--help";
}

function optionRow({ flags, description, argChoices }: Option): string {
  const choices = argChoices === undefined ? "" : `: ${argChoices.map((choice) => `\`${choice}\``).join(", ")}`;
  return `| \`${flags}\` | ${cell(description)}${choices} |`;
}

/** The exit codes as the program's own help lists them. */
function exitCodeRows(program: Command): readonly string[] {
  let help = "";
  program.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 200 });
  program.outputHelp();
  const list = help.slice(help.indexOf("Exit codes:"));
  return [...list.matchAll(/^ {2}(\d+) +(.+)$/gm)].map(([, code, meaning]) => `| ${code} | ${meaning} |`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function architecturePage(text: string): string {
  return between(between(text, "layers", layerTable()), "checks", checkTable());
}

function layerTable(): readonly string[] {
  return [
    "| folder | may import | touches the world |",
    "| --- | --- | --- |",
    ...Object.entries(layers).map(
      ([folder, allowed]) => `| \`${folder}/\` | ${allowed.join(", ") || "nothing"} | ${pure.includes(folder) ? "no" : "yes"} |`,
    ),
  ];
}

function checkTable(): readonly string[] {
  return [
    "| check | looks at | facts of a hit |",
    "| --- | --- | --- |",
    ...catalog.map(({ name, part, facts }) => `| \`${name}\` | ${part} | ${facts.join(", ") || "none"} |`),
  ];
}

/** Puts lines between `<!-- NAME -->` and `<!-- /NAME -->`. */
function between(text: string, name: string, lines: readonly string[]): string {
  const open = `<!-- ${name} -->\n`;
  const start = text.indexOf(open);
  const end = text.indexOf(`<!-- /${name} -->`);
  if (start === -1 || end < start) throw new Error(`docs/architecture.md has no markers for ${name}.`);
  return `${text.slice(0, start + open.length)}\n${lines.join("\n")}\n\n${text.slice(end)}`;
}

/** Pages written by hand whose examples run. */
export function pagesWithExamples(root: string): readonly string[] {
  const guide = readdirSync(`${root}/docs/guide`).sort();
  return ["README.md", "rules/README.md", ...guide.map((name) => `docs/guide/${name}`)];
}

function writeOutputs(root: string): void {
  for (const page of pagesWithExamples(root))
    writeFileSync(`${root}/${page}`, withOutputs(readFileSync(`${root}/${page}`, "utf8")));
}

function main(args: readonly string[]): number {
  const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");
  if (!args.includes("--check")) {
    if (args.includes("--examples")) writeOutputs(root);
    else writeDocs(root);
    return 0;
  }
  const stale = staleDocs(root);
  for (const file of stale) console.error(`${file} is stale; run npm run docs`);
  return stale.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2));
