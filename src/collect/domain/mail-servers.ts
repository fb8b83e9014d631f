import type { Gap } from "../../model/document.ts";
import { limits } from "../../model/limits.ts";
import { plainName } from "../../parse/zone/names.ts";
import type { Asking } from "./asking.ts";

/** The hosts of the domain's MX records, each once, at most `limits.mailServersAskedMax`; none for a null MX (RFC 7505). */
export async function mailServers(asking: Asking): Promise<readonly string[] | Gap> {
  const texts = await asking.textsAt(asking.domain, "MX");
  if (typeof texts === "string") return texts;
  const hosts = texts.map(({ text }) => plainName(text.slice(text.indexOf(" ") + 1)));
  return [...new Set(hosts)].filter((host) => host !== "").slice(0, limits.mailServersAskedMax);
}
