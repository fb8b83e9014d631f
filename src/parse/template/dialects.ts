import type { Dialect } from "../../model/template-tag.ts";

/** Told from text in every file: none of their forms is ordinary writing. */
const everywhere: readonly Dialect[] = ["mustache", "liquid", "erb", "php", "mailchimp", "ampscript", "named-brace"];

/** Forms that ordinary text may hold too; told from text only in files of their language. */
const byExtension: Readonly<Record<string, readonly Dialect[]>> = {
  ".ftl": ["freemarker"],
  ".ftlh": ["freemarker"],
  ".tpl": ["smarty"],
  ".php": ["blade"],
};

/** Which dialects a file may hold: those told everywhere, those of its extension, those that were configured. */
export function dialectsOf(name: string, text: string, configured: readonly Dialect[]): ReadonlySet<Dialect> {
  const extension = /\.[a-z]+$/.exec(name.toLowerCase())?.[0] ?? "";
  const thymeleaf: readonly Dialect[] = /\bth:[a-z]/.test(text) ? ["thymeleaf"] : [];
  return new Set([...everywhere, ...(byExtension[extension] ?? []), ...thymeleaf, ...configured]);
}
