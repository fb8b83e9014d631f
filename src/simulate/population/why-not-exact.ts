import type { Text } from "../../model/language.ts";
import { limits } from "../../model/limits.ts";
import type { Problem } from "../../model/result.ts";
import type { People } from "../../world/people.ts";
import { placesOf } from "./places.ts";
import { GROUPS_MAX } from "./waiting.ts";

/** Ticks that a byte tells apart. */
const BLOCKLIST_TICKS_MAX = 255;

/** Why people cannot be played one by one: what a byte for each cannot hold, or memory. Undefined where they can. */
export function whyNotExact(people: People): Problem | undefined {
  const { retryTicks, blocklistTicks } = people;
  const waitTicks = retryTicks.reduce((sum, ticks) => sum + ticks, 0);
  if (waitTicks > GROUPS_MAX)
    return refused(
      { en: `mail may wait ${waitTicks} days for its last try`, zh: `邮件最多会等待 ${waitTicks} 天才做最后一次重试` },
      { en: `the exact engine holds ${GROUPS_MAX}`, zh: `逐收件人引擎最多支持 ${GROUPS_MAX} 天` },
    );
  if (blocklistTicks > BLOCKLIST_TICKS_MAX)
    return refused(
      { en: `a blocklist keeps addresses for ${blocklistTicks} days`, zh: `黑名单保留地址 ${blocklistTicks} 天` },
      { en: `the exact engine holds ${BLOCKLIST_TICKS_MAX}`, zh: `逐收件人引擎最多支持 ${BLOCKLIST_TICKS_MAX} 天` },
    );
  const { bytes } = placesOf(people);
  if (bytes <= limits.exactBytesMax) return undefined;
  const most = mebibytes(limits.exactBytesMax);
  return refused(
    { en: `the recipients take ${mebibytes(bytes)} MiB of memory`, zh: `收件人需要 ${mebibytes(bytes)} MiB 内存` },
    { en: `the exact engine takes at most ${most}`, zh: `逐收件人引擎最多使用 ${most} MiB` },
  );
}

/** Why a plan that goes by the hour cannot be played one by one. */
export const whyNotByHour: Problem = refused(
  { en: "a step is an hour", zh: "时间步为一小时" },
  { en: "the exact engine goes by the day", zh: "逐收件人引擎只支持按天模拟" },
);

function mebibytes(bytes: number): number {
  return Math.ceil(bytes / 1_048_576);
}

function refused(seen: Text, bound: Text): Problem {
  return {
    code: "scenario-invalid",
    message: { en: `In this scenario ${seen.en}; ${bound.en}.`, zh: `这个方案中${seen.zh}；${bound.zh}。` },
    hint: { en: "Play it with the cohort engine: --engine cohort.", zh: "请改用分群引擎：--engine cohort。" },
  };
}
