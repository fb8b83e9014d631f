import type { Body, VariableContext } from "../../src/model/body.ts";
import type { Document } from "../../src/model/document.ts";
import { parseTemplate, type RawTemplate } from "../../src/parse/parse-template.ts";
import { must } from "../../tools/must.ts";

/** What a test says about a template beside its content. */
export interface Reading extends Pick<RawTemplate, "subject" | "data" | "dialects" | "sidecar"> {
  /** The file's name, whose ending tells format and dialects. */
  readonly name?: string;
}

/** A template's document; throws when it is no text at all. */
export async function documentOf(content: string | Uint8Array, { name = "mail.html", ...rest }: Reading = {}): Promise<Document> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return must(await parseTemplate({ name, files: [{ file: "", name, bytes }], ...rest }));
}

/** The one body of a template. */
export async function bodyOf(content: string | Uint8Array, reading: Reading = {}): Promise<Body> {
  const body = (await documentOf(content, reading)).parts.content?.bodies[0];
  if (!body) throw new Error("The template has no body.");
  return body;
}

/** The text of each block that a reader sees, in order. */
export function visibleBlocks({ blocks }: Body): readonly string[] {
  return blocks.filter(({ visibility }) => visibility === "visible").map(({ runs }) => runs.map(({ text }) => text).join(""));
}

/** Each variable as `name@context`. */
export function variablesOf({ variables }: Body): readonly string[] {
  return variables.map(({ name, context }): `${string}@${VariableContext}` => `${name}@${context}`);
}
