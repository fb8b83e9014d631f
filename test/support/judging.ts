import { type CheckTemplateOptions, checkTemplate } from "../../src/platform/check-template.ts";

/** How a test's template is judged; the type is given, so that none is inferred. */
export type Judging = CheckTemplateOptions;

/** The rules of an area that a template breaks, each once. */
export async function broken(
  content: string | Uint8Array,
  options: Judging = {},
  area = "standard/",
): Promise<readonly string[]> {
  const { findings } = await checkTemplate(content, { file: "mail.html", type: "trigger", ...options });
  const ids = findings.map(({ ruleId }) => ruleId).filter((id) => id.startsWith(area));
  return [...new Set(ids)].map((id) => id.slice(area.length)).sort();
}

/** Words of no meaning, so many. */
export function words(count: number, word = "word"): string {
  return Array.from({ length: count }, () => word).join(" ");
}
