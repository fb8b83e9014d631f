import type { Facts } from "../model/check.ts";
import { inGroups } from "../model/figures.ts";
import type { Lang, Text } from "../model/language.ts";
import type { RuleDefinition } from "../model/rule.ts";

/**
 * Puts facts into a text's braces, in every language; a fact's value is said by the rule's label where it has one. What
 * stands between `[[` and `]]` is left out where a fact in it is empty.
 */
export function fillText(text: Text, facts: Facts, labels: RuleDefinition["labels"]): Text {
  return { en: fill(text.en, facts, labels, "en"), zh: fill(text.zh, facts, labels, "zh") };
}

function fill(text: string, facts: Facts, labels: RuleDefinition["labels"], lang: Lang): string {
  return withoutEmpty(text, facts).replace(/\{(\w+)\}/g, (braces, name: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (value === undefined) return braces;
    const values = labels[name] ?? {};
    const label = Object.hasOwn(values, value) ? values[value] : undefined;
    return label ? label[lang] : typeof value === "number" ? grouped(value) : value;
  });
}

function withoutEmpty(text: string, facts: Facts): string {
  return text.replace(/\[\[([^\]]*)\]\]/g, (_, inside: string) =>
    [...inside.matchAll(/\{(\w+)\}/g)].some(([, name = ""]) => facts[name] === "") ? "" : inside,
  );
}

/** Thousands parted by commas, the same on every machine. */
function grouped(value: number): string {
  if (!Number.isInteger(value) || Math.abs(value) < 10_000) return String(value);
  return inGroups(String(value));
}
