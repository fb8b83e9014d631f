import * as v from "valibot";
import type { Check, Hit } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import type { HeaderField, Headers } from "../model/message.ts";
import { type ListUris, readListUris } from "../parse/message/list-uris.ts";
import { fieldsNamed } from "./header-fields.ts";
import { asWritten, params } from "./params.ts";

const looks = [
  "malformed",
  "insecure",
  "mail-first",
  "one-click-missing",
  "one-click-malformed",
  "one-click-without-https",
] as const;

interface Params {
  readonly seeks: (typeof looks)[number];
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({ seeks: v.picklist(looks) });

/** Reads List-Unsubscribe (RFC 2369) and List-Unsubscribe-Post (RFC 8058). */
export const listUnsubscribe: Check<"headers", Params> = {
  name: "list-unsubscribe",
  part: "headers",
  facts: ["value"],
  parseParams: params(schema, asWritten),
  run: (headers, { seeks }) => {
    const given = readFields(headers);
    const value = given && LOOKS[seeks](given);
    return given && value ? [hitAt(value, given[ABOUT[seeks]])] : [];
  },
};

/** The two fields as they are read; only the first of each counts. */
interface Given {
  readonly field: HeaderField | undefined;
  readonly post: HeaderField | undefined;
  readonly list: ListUris;
  readonly isDiscussion: boolean;
}

/** A list that its readers write to is no bulk sender's. */
function isDiscussion(headers: Headers): boolean {
  return fieldsNamed(headers, "list-post").some(({ value }) => /<mailto:/i.test(value));
}

function readFields(headers: Headers): Given | undefined {
  const [field] = fieldsNamed(headers, "list-unsubscribe");
  const [post] = fieldsNamed(headers, "list-unsubscribe-post");
  // Exchange writes long addresses as encoded words, and readers take them.
  return field || post
    ? { field, post, list: readListUris(field?.decoded ?? ""), isDiscussion: isDiscussion(headers) }
    : undefined;
}

/** The field that each look quotes and points to. */
const ABOUT: { readonly [L in Params["seeks"]]: "field" | "post" } = {
  malformed: "field",
  insecure: "field",
  "mail-first": "field",
  "one-click-missing": "field",
  "one-click-malformed": "post",
  "one-click-without-https": "post",
};

/** What each look finds: an address or stretch to quote, undefined when all is well. */
const LOOKS: { readonly [L in Params["seeks"]]: (given: Given) => string | undefined } = {
  malformed: ({ field, list }) => {
    if (!field) return undefined;
    const odd = list.uris.find((uri) => !isWellFormed(uri));
    return list.malformed ?? odd ?? (list.uris.length === 0 ? field.value || " " : undefined);
  },
  insecure: ({ list: { uris } }) => (uris.some(isHttps) ? undefined : uris.find((uri) => /^http:/i.test(uri))),
  "mail-first": ({ list: { uris } }) => (/^mailto:/i.test(uris[0] ?? "") && uris.some(isHttps) ? uris[0] : undefined),
  "one-click-missing": ({ field, post, isDiscussion: isOne }) => (field && !post && !isOne ? field.value : undefined),
  "one-click-malformed": ({ post }) => (post && post.value !== "List-Unsubscribe=One-Click" ? post.value || " " : undefined),
  "one-click-without-https": (given) => {
    const {
      field,
      post,
      list: { uris },
    } = given;
    // A list that cannot be read is told as such.
    const isUnread = field && LOOKS.malformed(given) !== undefined;
    return post && !isUnread && !uris.some(isHttps) ? post.value || " " : undefined;
  },
};

function hitAt(value: string, field: HeaderField | undefined): Hit {
  return { facts: { value: excerpt(value) }, at: field?.at };
}

/** A scheme that mail programs act on, and behind it something to act on; no blank or bracket in it. */
function isWellFormed(uri: string): boolean {
  if (/[<>"\\^`{|}\u0000-\u0020]/.test(uri)) return false;
  if (/^mailto:/i.test(uri)) return /^mailto:[^@?]{1,1000}@[^@?]{1,255}/i.test(uri);
  if (/^https?:/i.test(uri)) return URL.canParse(uri) && /^https?:\/\//i.test(uri);
  return /^[a-z][a-z0-9+.-]{1,20}:./i.test(uri);
}

function isHttps(uri: string): boolean {
  return /^https:\/\//i.test(uri);
}
