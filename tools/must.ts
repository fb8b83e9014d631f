import type { Result } from "../src/model/result.ts";

/** The value of a result that cannot fail here; throws with the problem's own words if it does. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { file = "", at, message, hint } = result.problem;
  throw new Error(`${file}${at ? `:${at.line}:${at.column}` : ""} ${message.en} ${hint.en}`);
}
