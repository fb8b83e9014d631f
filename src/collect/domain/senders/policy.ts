import type { Gap } from "../../../model/document.ts";
import type { DmarcDiscovery, DmarcRecord, DmarcStep } from "../../../model/domain/dmarc.ts";
import type { Disposition, SenderAlignment } from "../../../model/domain/senders.ts";
import { organisationOf } from "../../../parse/text/organisation.ts";
import type { Asking } from "../asking.ts";
import { bySuffix, byTree, inheritedTag, recordOf, stepAt, walk } from "../dmarc-discovery.ts";

/** What one standard makes of an author's domain, as far as alignment and disposition rest on it. */
export interface AuthorPolicy {
  readonly found: DmarcDiscovery;
  readonly modes: { readonly spf: SenderAlignment["mode"]; readonly dkim: SenderAlignment["mode"] };
  /** What becomes of mail that fails. */
  readonly disposition: Disposition;
  /** The organisation that another domain belongs to, by the same standard; undefined where a lookup failed. */
  readonly organisationOf: (domain: string) => Promise<string | undefined>;
}

/** What holds for mail with this domain in From, by either standard. */
export async function authorPolicies(
  asking: Asking,
  author: string,
): Promise<{ readonly rfc9989: AuthorPolicy | Gap; readonly rfc7489: AuthorPolicy | Gap }> {
  const own = await stepAt(asking, author);
  if (own.found === "lookup-failed") return { rfc9989: "lookup-failed", rfc7489: "lookup-failed" };
  const steps = await walk(asking, author);
  const organisation = await stepAt(asking, organisationOf(author));
  const tree = byTree(steps, await inheritedTag(asking, author));
  const suffix = bySuffix(own, organisation);
  return {
    rfc9989: tree
      ? { ...held(tree, steps, isTesting), organisationOf: (domain) => treeOrganisation(asking, domain) }
      : "lookup-failed",
    rfc7489: suffix
      ? { ...held(suffix, [own, organisation], isUnsampled), organisationOf: (domain) => Promise.resolve(organisationOf(domain)) }
      : "lookup-failed",
  };
}

async function treeOrganisation(asking: Asking, domain: string): Promise<string | undefined> {
  const steps = await walk(asking, domain);
  return steps[0]?.found === "lookup-failed" ? undefined : byTree(steps, "sp")?.organizationalDomain;
}

type Held = Omit<AuthorPolicy, "organisationOf">;

/** What a record says of alignment and of mail that fails; a record that only tries its policy asks for the next lower one. */
function held(found: DmarcDiscovery, steps: readonly DmarcStep[], isTried: (record: DmarcRecord) => boolean): Held {
  const step = steps.find(({ domain }) => domain === found.policyDomain);
  const record = step && recordOf(step);
  const policy = found.policy ?? "none";
  const disposition = record && isTried(record) ? lower[policy] : policy;
  return { found, modes: { spf: modeIn(record, "aspf"), dkim: modeIn(record, "adkim") }, disposition };
}

const lower = { reject: "quarantine", quarantine: "none", none: "none" } as const;

/** `t=y` (RFC 9989, 4.7). */
function isTesting(record: DmarcRecord): boolean {
  return valueOf(record, "t") === "y";
}

/** `pct=0`: no mail is picked for the policy (RFC 7489, 6.6.4). */
function isUnsampled(record: DmarcRecord): boolean {
  return valueOf(record, "pct") === "0";
}

function modeIn(record: DmarcRecord | undefined, tag: string): SenderAlignment["mode"] {
  return record && valueOf(record, tag) === "s" ? "strict" : "relaxed";
}

function valueOf({ tags }: DmarcRecord, name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.value.toLowerCase();
}
