import { excerpt } from "../../model/excerpt.ts";
import { inGroups } from "../../model/figures.ts";
import type { Text } from "../../model/language.ts";

/** The keys that lead to a value. */
export type Path = readonly (string | number)[];

/** What keeps a scenario from being used, and where in it. */
export interface ScenarioFault {
  readonly path: Path;
  /** Whether the last key of the path is at fault, or the value behind it. */
  readonly part: "key" | "value";
  readonly message: Text;
  readonly hint: Text;
}

/** A fault of the value at a path. */
export function valueFault(path: Path, message: Text, hint: Text): ScenarioFault {
  return { path, part: "value", message, hint };
}

/** A fault of the last key of a path. */
export function keyFault(path: Path, message: Text, hint: Text): ScenarioFault {
  return { path, part: "key", message, hint };
}

/** The keys of a path as a report names them: `lists.customers.size`. */
export function named(path: Path): string {
  return excerpt(path.join("."));
}

/** A number with its thousands parted: 1,000,000. */
export function grouped(number: number): string {
  return inGroups(String(number));
}
