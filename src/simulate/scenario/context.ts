import { excerpt } from "../../model/excerpt.ts";
import type { Text } from "../../model/language.ts";
import { hintFor } from "../../model/suggest.ts";
import type { Platform, WorldTables } from "../../world/parameters.ts";
import type { AddressCount } from "./address-count.ts";
import { type Path, type ScenarioFault, valueFault } from "./fault.ts";
import type { WrittenScenario } from "./written.ts";

/** What the parts of a scenario are held against each other by. */
export interface Context {
  /** What is left of the scenario where parts of a wrong shape are taken out. */
  readonly written: WrittenScenario;
  /** Days that the file says, or a command line where it gives more. */
  readonly daysPlanned: number;
  readonly names: Names;
  /** Keys of the file that have names under them. */
  readonly records: readonly (keyof Names)[];
  readonly tables: WorldTables;
  /** The first day; undefined for one that is wrong. */
  readonly startDay: number | undefined;
  /** As the scenario sets it; undefined where it names none that is known. */
  readonly platform: Platform | undefined;
  /** What was counted in the address files of lists, by the list's name. */
  readonly counts: ReadonlyMap<string, AddressCount>;
}

/** Every name that the file declares, those of parts with faults too: they may be named without a fault. */
export interface Names {
  readonly providers: readonly string[];
  readonly ips: readonly string[];
  readonly domains: readonly string[];
  readonly lists: readonly string[];
  readonly campaigns: readonly string[];
}

/** A name that stands for nothing, and what may have been meant. */
export function unknownName(path: Path, name: string, known: readonly string[], what: Text): ScenarioFault {
  const short = known.slice(0, NAMES_COMPARED_MAX).map((each) => each.slice(0, NAME_TOLD_UNITS));
  const list = short.slice(0, KNOWN_TOLD_MAX);
  const more = known.length > list.length ? ", …" : "";
  const shown = excerpt(name);
  return valueFault(
    path,
    { en: `There is no ${what.en} "${shown}".`, zh: `没有名为“${shown}”的${what.zh}。` },
    hintFor(name, short, {
      en: list.length === 0 ? "None is declared." : `Known are ${list.join(", ")}${more}.`,
      zh: list.length === 0 ? "尚未声明任何一个。" : `可用：${list.join("、")}${more}。`,
    }),
  );
}

const KNOWN_TOLD_MAX = 20;
const NAME_TOLD_UNITS = 60;
/** Names that a mistyped one is compared with; a scenario has fewer. */
const NAMES_COMPARED_MAX = 100;

/** The addresses of a list: as it says, or as its file was counted; undefined while that is not known. */
export function sizeOf({ written, counts }: Context, list: string): number | undefined {
  return written.lists[list]?.size ?? counts.get(list)?.addresses;
}
