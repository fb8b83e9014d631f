import type { Text } from "../../model/language.ts";

/** What is wrong with a value as a whole, in words that follow its name. */
export type Misfit = (value: Readonly<Record<string, unknown>>) => Text;

/** Of an unknown number whose three parts are not in order. */
export const unknownMisfit: Misfit = (written) => {
  const [value, low, high] = [Number(written["value"]), Number(written["low"]), Number(written["high"])];
  if (low > high) return { en: ` has a low of ${low} above its high of ${high}.`, zh: `的 low ${low} 大于 high ${high}。` };
  if (low === high) return { en: ` has a low and a high that are both ${low}.`, zh: `的 low 与 high 都是 ${low}。` };
  return value < low
    ? { en: ` has a value of ${value} below its low of ${low}.`, zh: `的 value ${value} 小于 low ${low}。` }
    : { en: ` has a value of ${value} above its high of ${high}.`, zh: `的 value ${value} 大于 high ${high}。` };
};

/** Of a schedule that is of two kinds, or of none. */
export const scheduleMisfit: Misfit = (value) => {
  const keys = Object.keys(value);
  if (keys.length === 0) return { en: " has no figures.", zh: "没有写任何数量。" };
  if (keys.includes("byDay") || keys.includes("byHour")) return together(keys);
  return without(
    keys,
    ["from", "factor"].filter((key) => !keys.includes(key)),
  );
};

/** Of a list that has its addresses from two places, or from none. */
export const listMisfit: Misfit = (value) => {
  const keys = ["size", "providers", "file"].filter((key) => Object.hasOwn(value, key));
  if (keys.length === 0)
    return { en: " has neither size and providers nor file.", zh: "既没有 size 和 providers，也没有 file。" };
  if (keys.includes("file")) return together(keys);
  return without(
    keys,
    ["size", "providers"].filter((key) => !keys.includes(key)),
  );
};

function together(keys: readonly string[]): Text {
  const { en, zh } = listed(keys);
  return { en: ` has ${en}, which do not go together.`, zh: `同时有 ${zh}，它们不能并用。` };
}

function without(keys: readonly string[], missing: readonly string[]): Text {
  const [has, lacks] = [listed(keys), listed(missing)];
  return { en: ` has ${has.en} without ${lacks.en}.`, zh: `有 ${has.zh}，但缺少 ${lacks.zh}。` };
}

function listed(keys: readonly string[]): Text {
  const last = keys.at(-1) ?? "";
  const before = keys.slice(0, -1).join(", ");
  return { en: before === "" ? last : `${before} and ${last}`, zh: keys.join("、") };
}
