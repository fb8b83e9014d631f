import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { readListUris } from "../parse/message/list-uris.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { fieldsNamed } from "./header-fields.ts";
import { noParams } from "./params.ts";

/** Finds links of the text that lead where the one-click unsubscription posts to. */
export const unsubscribeGet: Check<"content", Readonly<Record<string, never>>> = {
  name: "unsubscribe-get",
  part: "content",
  facts: ["url"],
  parseParams: noParams,
  run: (content, _, { headers }) => {
    const [field] = headers ? fieldsNamed(headers, "list-unsubscribe") : [];
    if (!headers || !field || fieldsNamed(headers, "list-unsubscribe-post").length === 0) return [];
    const posted = new Set(
      readListUris(field.decoded)
        .uris.filter((uri) => /^https?:/i.test(uri))
        .map(bare),
    );
    return inEachBody(content, (body) =>
      body.links
        .filter(({ url }) => posted.has(bare(url)))
        .map(({ url, at }) => ({ facts: { url: excerpt(url) }, at: placeIn(body, at) })),
    );
  },
};

/** Without what no server is told. */
function bare(url: string): string {
  return url.trim().replace(/#.*$/, "").replace(/\/$/, "");
}
