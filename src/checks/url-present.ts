import * as v from "valibot";
import type { Link } from "../model/body.ts";
import type { Check } from "../model/check.ts";
import { excerpt } from "../model/excerpt.ts";
import { inEachBody, placeIn } from "./body-hits.ts";
import { unsubscribeTable } from "./lexicon-param.ts";
import { params } from "./params.ts";
import { waysOut } from "./phrases/ways-out.ts";
import type { UnsubscribeTable } from "./phrases/wordings.ts";

interface Params {
  readonly unsubscribe: UnsubscribeTable;
  /** Hosts that may be linked to, their subdomains included. */
  readonly hostsAllowed: readonly string[];
  /** Which links are meant: those that break the rule, or those let through. */
  readonly seeks: "forbidden" | "exempt";
}

const schema: v.GenericSchema<unknown, Params> = v.strictObject({
  unsubscribe: unsubscribeTable,
  hostsAllowed: v.array(v.string()),
  seeks: v.picklist(["forbidden", "exempt"]),
});

/** Finds web addresses in targets and text. Ways out of the mailing and allowed hosts are let through. */
export const urlPresent: Check<"content", Params> = {
  name: "url-present",
  part: "content",
  facts: ["url", "reason"],
  parseParams: params(schema, (written) => ({
    ...written,
    hostsAllowed: written.hostsAllowed.map((host) => host.toLowerCase()),
  })),
  run: (content, given) =>
    inEachBody(content, (body) => {
      const out = new Set(waysOut(body, given.unsubscribe));
      return body.links
        .filter(({ scheme }) => scheme === "web")
        .map((link) => ({ link, reason: out.has(link) ? "unsubscribe" : exemption(link, given) }))
        .filter(({ reason }) => (reason === undefined) === (given.seeks === "forbidden"))
        .map(({ link, reason = "" }) => ({ facts: { url: excerpt(link.url), reason }, at: placeIn(body, link.at) }));
    }),
};

function exemption({ host }: Link, { hostsAllowed }: Params): "allowed-host" | undefined {
  const isAllowed = host !== undefined && hostsAllowed.some((allowed) => host === allowed || host.endsWith(`.${allowed}`));
  return isAllowed ? "allowed-host" : undefined;
}
