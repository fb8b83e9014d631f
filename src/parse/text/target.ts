import type { Link } from "../../model/body.ts";
import { VARIABLE_MARK } from "../../model/body.ts";

/** What a link target is by its beginning, and its host. */
export type Target = Pick<Link, "scheme" | "host">;

/** Reads a target as a browser would begin to: blanks around and line breaks inside do not count (WHATWG URL, 4.4). */
export function targetOf(url: string): Target {
  const text = url.replace(/[\t\n\r]/g, "").trim();
  if (text === "") return { scheme: "none", host: undefined };
  if (text.startsWith(VARIABLE_MARK)) return { scheme: "variable", host: undefined };
  if (text.startsWith("#")) return { scheme: "fragment", host: undefined };
  const web = /^(?:https?:[\\/]*|[\\/]{2})/i.exec(text);
  if (web) return { scheme: "web", host: hostOf(text.slice(web[0].length)) };
  if (/^mailto:/i.test(text)) return { scheme: "mail", host: undefined };
  return { scheme: /^(?:tel|sms|callto):/i.test(text) ? "phone" : "other", host: undefined };
}

function hostOf(rest: string): string | undefined {
  const [authority = ""] = rest.split(/[\\/?#]/, 1);
  const host = authority
    .slice(authority.lastIndexOf("@") + 1)
    .replace(/:\d*$/, "")
    .toLowerCase();
  return host === "" || host.includes(VARIABLE_MARK) ? undefined : host;
}
