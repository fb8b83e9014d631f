import { excerpt } from "../../model/excerpt.ts";
import { limits } from "../../model/limits.ts";
import { lineStarts, positionOf } from "../../model/lines.ts";
import type { Problem } from "../../model/result.ts";
import type { YamlFault, YamlReading } from "../../parse/yaml/read-yaml.ts";
import type { ScenarioFault } from "./fault.ts";
import { yamlWords } from "./yaml-words.ts";

/** A text in YAML or JSON, and the name that problems call it by. */
export interface ScenarioSource {
  readonly file: string;
  readonly text: string;
}

/** What came of reading: a value, or every fault of the file with its place, in their order there. */
export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** A fault by its place in a text. */
export type PlacedFault = Pick<Problem, "message" | "hint" | "path"> & { readonly offset: number };

/** A fault of the YAML itself. */
export function yamlFault(fault: YamlFault, text: string): PlacedFault {
  if (fault.code === "key-twice") return repeatedKey(fault, text);
  return { message: yamlWords(fault), hint: mend, offset: fault.at.start };
}

/** A key that stands twice in one mapping. */
export function repeatedKey({ message, at }: YamlFault, text: string): PlacedFault {
  const key = excerpt(text.slice(at.start, at.end));
  return { message: { en: message, zh: `键“${key}”在此处出现了两次。` }, hint: ownName, offset: at.start };
}

const ownName: Problem["hint"] = { en: "Give each a name of its own.", zh: "请给每一项各自的名称。" };
const mend: Problem["hint"] = { en: "Mend the YAML or JSON here.", zh: "请修正此处的 YAML 或 JSON。" };

/** Faults of values by the places of these. */
export function placed(faults: readonly ScenarioFault[], reading: YamlReading): readonly PlacedFault[] {
  return faults.map(({ path, part, message, hint }) => {
    const key = path.at(-1);
    const isKey = part === "key" && key !== undefined;
    const { start } = isKey ? reading.keyPlaceOf(path.slice(0, -1), String(key)) : reading.placeOf(path);
    return { message, hint, path, offset: start };
  });
}

/** Problems in the order of their places; of very many, the last one says that there are more. */
export function told(faults: readonly PlacedFault[], { file, text }: ScenarioSource): readonly Problem[] {
  const starts = lineStarts(text);
  const inOrder = faults.toSorted((a, b) => a.offset - b.offset);
  const problems = inOrder.slice(0, limits.scenarioFaultsMax).map(
    ({ offset, ...fault }): Problem => ({
      code: "scenario-invalid",
      ...fault,
      file,
      at: positionOf(starts, offset, text),
    }),
  );
  return faults.length > limits.scenarioFaultsMax ? [...problems, more(file)] : problems;
}

function more(file: string): Problem {
  return {
    code: "scenario-invalid",
    message: { en: "There are more faults than these.", zh: "错误不止以上这些。" },
    hint: { en: "Mend the first ones, and read the file again.", zh: "请先修正前面的错误，再重新读取。" },
    file,
  };
}
