/** The page of docs that lists every parameter of the world model, made from `rules/world/`. */
import type { ParameterNote } from "../src/model/simulation.ts";
import {
  cacheResumes,
  dayKinds,
  overQuotaChoices,
  rateDenominators,
  recipientWindows,
  stopListedChoices,
  type WorldTables,
} from "../src/world/parameters.ts";
import type { Thresholds } from "./thresholds.ts";

/** Numbers of a list that are printed; the file has the others. */
const SHOWN = 4;

/** Choices with what their words stand for in parameters.ts. */
const choices: Readonly<Record<string, readonly string[]>> = {
  stopListed: stopListedChoices,
  recipientWindow: recipientWindows,
  dayKind: dayKinds,
  overQuota: overQuotaChoices,
  cacheResume: cacheResumes,
  rateDenominator: rateDenominators,
};

/** `docs/parameters.md`: each parameter with its value, unit, standing and source. */
export function parametersPage(
  { platforms, providers, receiving, tiers }: WorldTables,
  thresholds: readonly Thresholds[],
  made: string,
): string {
  const all = [...platforms.values(), ...providers.values(), receiving, ...tiers.values()].flatMap(({ notes }) => notes);
  return [
    "# Parameters of simulated sending",
    "",
    made,
    "",
    `${all.length} values, ${standingCounts(all)}. A scenario sets any of them by its name. *documented* is what the ESP or provider says itself, *reported* what others measured or wrote, *assumed* our guess. A range is where the true value lies in nine of ten worlds as we see it; each replication draws from it. What has no range is not drawn.`,
    "",
    "Mailbox providers publish neither how they judge a sender nor how much they take. So a simulation is a model and no forecast until it is calibrated with sends of one's own.",
    "",
    "Where sources contradict each other, a parameter is a choice:",
    "",
    ...Object.entries(choices).map(([name, words]) => `- \`platform.${name}\`: ${words.map((word) => `\`${word}\``).join(", ")}`),
    "",
    "## How providers judge",
    "",
    ...table(receiving.notes),
    ...sections("Platform", platforms.values()),
    ...sections("Provider", providers.values()),
    ...sections("Tier", tiers.values()),
    ...thresholds.flatMap(thresholdLines),
  ].join("\n");
}

function standingCounts(notes: readonly ParameterNote[]): string {
  const count = (wanted: ParameterNote["standing"]): number => notes.filter(({ standing }) => standing === wanted).length;
  return `${count("documented")} of them documented, ${count("reported")} reported and ${count("assumed")} assumed`;
}

interface Section {
  readonly value: { readonly id: string; readonly label: { readonly en: string } };
  readonly notes: readonly ParameterNote[];
}

function sections(kind: string, all: Iterable<Section>): readonly string[] {
  return [...all].flatMap(({ value: { id, label }, notes }) => [`## ${kind} \`${id}\`: ${label.en}`, "", ...table(notes)]);
}

function table(notes: readonly ParameterNote[]): readonly string[] {
  return [
    "| parameter | value | range | unit | standing | source |",
    "| --- | --- | --- | --- | --- | --- |",
    ...notes.map(
      ({ name, value, range, unit, standing, source }) =>
        `| \`${name}\` | ${shown(value)} | ${range ? `${range[0]} – ${range[1]}` : ""} | ${unit} | ${standing} | ${cell(source)} |`,
    ),
    "",
  ];
}

/** No parameters of the world: they have no range, and no name in a scenario. */
function thresholdLines({ about, file, parameters }: Thresholds): readonly string[] {
  return [
    `## ${about}`,
    "",
    `From \`rules/world/${file}\`. They decide what is told and not how a plan is played; a scenario does not set them.`,
    "",
    "| threshold | value | unit | standing | source |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(parameters).map(
      ([name, { value, unit, standing, source }]) => `| \`${name}\` | ${value} | ${unit} | ${standing} | ${cell(source)} |`,
    ),
    "",
  ];
}

function shown(value: ParameterNote["value"]): string {
  if (typeof value === "string") return `\`${value}\``;
  if (typeof value === "number") return String(value);
  if (value.length <= SHOWN) return value.join(", ");
  return `${value.slice(0, SHOWN - 1).join(", ")}, … ${value.at(-1)} (${value.length} numbers)`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/(https:\/\/[^\s)]+[^\s).,:])/g, "<$1>");
}
