import type { PastedRecord } from "../../model/domain/esp.ts";
import { limits } from "../../model/limits.ts";
import { isAtOrBelow, nameFault, plainName } from "../zone/names.ts";

/**
 * The records in an answer of a provider's API: `{Type, SendDomain, ExpectedValue, CurrentValue, Status}`, alone, in a
 * list, or anywhere within an answer. Undefined where there is none, or one cannot be understood. A host without the
 * zone's name is taken to be below it.
 */
export function readPasted(value: unknown, zone: string): readonly PastedRecord[] | undefined {
  const found: PastedRecord[] = [];
  const waiting: unknown[] = [value];
  for (let seen = 0; waiting.length > 0 && seen < limits.pastedValuesMax; seen++) {
    const each = waiting.pop();
    if (typeof each !== "object" || each === null) continue;
    if (!isRecord(each)) {
      waiting.push(...Object.values(each).slice(0, limits.pastedValuesMax).reverse());
      continue;
    }
    const record = recordOf(each, zone);
    if (!record) return undefined;
    found.push(record);
  }
  return found.length === 0 ? undefined : found;
}

function isRecord(value: object): boolean {
  return Object.hasOwn(value, "ExpectedValue") && Object.hasOwn(value, "Type");
}

function recordOf(value: object, zone: string): PastedRecord | undefined {
  const written = textOf(value, "Type").toUpperCase();
  const type = types.find((each) => each === written);
  const name = fullName(textOf(value, "SendDomain"), zone);
  const expected = textOf(value, "ExpectedValue").trim();
  if (type === undefined || name === undefined || expected === "" || expected.length > limits.tagListUnitsMax) return undefined;
  return { type, name, value: expected };
}

const types = ["MX", "TXT", "CNAME"] as const;

function textOf(value: object, key: string): string {
  const found: unknown = Reflect.get(value, key);
  return typeof found === "string" ? found : "";
}

function fullName(written: string, zone: string): string | undefined {
  const name = plainName(written.trim());
  const full = name === "" || name === "@" ? zone : isAtOrBelow(name, zone) ? name : `${name}.${zone}`;
  return nameFault(full) === undefined && /^[a-z\d_.*-]+$/.test(full) ? full : undefined;
}
