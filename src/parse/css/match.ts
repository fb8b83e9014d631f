import type { Element } from "domhandler";

/** True when an element fits a compound of a name, classes and ids. */
export function fitsCompound({ name, attribs }: Element, compound: string): boolean {
  const [, wanted = ""] = /^(\*|[a-z][\w-]*)?/i.exec(compound) ?? [];
  if (wanted !== "" && wanted !== "*" && wanted.toLowerCase() !== name) return false;
  const classes = attribs["class"]?.split(/\s+/) ?? [];
  const parts = compound.slice(wanted.length).match(/[.#][\w-]+/g) ?? [];
  return parts.every((part) => (part.startsWith(".") ? classes.includes(part.slice(1)) : attribs["id"] === part.slice(1)));
}
