import type { DnsType } from "../../model/dns.ts";
import { STRING_BYTES_MAX } from "../../model/record-value.ts";
import { isIpv4, isIpv6 } from "./addresses.ts";
import { nameFault, plainName } from "./names.ts";

/** Makes a value of octoDNS one as a master file writes it; undefined when it does not fit. */
type OctodnsValue = (value: unknown, zone: string) => string | readonly string[] | undefined;

/** How octoDNS writes the values of each type; a SOA is not in its files. */
export const octodnsValues: Readonly<Record<DnsType, OctodnsValue>> = {
  A: (value) => (typeof value === "string" && isIpv4(value) ? value : undefined),
  AAAA: (value) => (typeof value === "string" && isIpv6(value) ? value.toLowerCase() : undefined),
  CNAME: nameIn,
  NS: nameIn,
  PTR: nameIn,
  SOA: () => undefined,
  TXT: text,
  MX: (value, zone) => {
    const { preference, priority, exchange, value: host } = fieldsOf(value);
    return joined([number(preference ?? priority, 65_535), nameIn(exchange ?? host, zone)]);
  },
  CAA: (value) => {
    const { flags = 0, tag, value: content } = fieldsOf(value);
    return joined([number(flags, 255), word(tag, /^[a-z\d]{1,15}$/i), typeof content === "string" ? content : undefined]);
  },
  TLSA: (value) => {
    const fields = fieldsOf(value);
    return joined([
      number(fields["certificate_usage"], 255),
      number(fields["selector"], 255),
      number(fields["matching_type"], 255),
      word(fields["certificate_association_data"], HEX),
    ]);
  },
  DS: (value) => {
    const { key_tag: tag, algorithm, digest_type: kind, digest } = fieldsOf(value);
    return joined([number(tag, 65_535), number(algorithm, 255), number(kind, 255), word(digest, HEX)]);
  },
};

const HEX = /^(?:[\da-f]{2})+$/i;

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Names end with a dot in octoDNS; one without a dot at all stands below the zone. */
function nameIn(value: unknown, zone: string): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  if (value === ".") return "";
  const name = plainName(value);
  const whole = value.endsWith(".") || name.includes(".") ? name : `${name}.${zone}`;
  return nameFault(whole) === undefined && !/[\s\0]/.test(whole) ? whole : undefined;
}

/** A semicolon is written `\;`; octoDNS cuts the text into strings itself. The bytes are those of UTF-8. */
function text(value: unknown): readonly string[] | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const bytes = Array.from(new TextEncoder().encode(withoutChunks(value).replaceAll("\\;", ";")), (byte) =>
    String.fromCharCode(byte),
  ).join("");
  return bytes.match(new RegExp(`[^]{1,${STRING_BYTES_MAX}}`, "g")) ?? [""];
}

/** `"first" "second"`: strings as a master file has them are joined. */
function withoutChunks(value: string): string {
  return /^"[^"]*"(?:\s+"[^"]*")*$/.test(value)
    ? [...value.matchAll(/"([^"]*)"/g)].map(([, chunk = ""]) => chunk).join("")
    : value;
}

function number(value: unknown, max: number): string | undefined {
  const given = typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : value;
  return typeof given === "number" && Number.isInteger(given) && given >= 0 && given <= max ? String(given) : undefined;
}

function word(value: unknown, form: RegExp): string | undefined {
  return typeof value === "string" && form.test(value) ? value.toLowerCase() : undefined;
}

function joined(fields: readonly (string | undefined)[]): string | undefined {
  return fields.includes(undefined) ? undefined : fields.join(" ");
}
