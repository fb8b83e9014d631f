import * as v from "valibot";
import type { Check, Hit } from "../../model/check.ts";
import type { Gap } from "../../model/document.ts";
import type { MtaStsPart, MtaStsPolicy, MtaStsPolicyFault, PolicyFetch } from "../../model/domain/mta-sts.ts";
import type { MxHost } from "../../model/domain/mx.ts";
import { excerpt } from "../../model/excerpt.ts";
import type { PolicyFailure } from "../../model/policy.ts";
import { matchesMx } from "../../parse/records/mta-sts-policy.ts";
import { asWritten, count, noParams, params } from "../params.ts";
import { unasked } from "./mta-sts.ts";
import { type FaultParams, recordFault } from "./record-fault.ts";
import { whole } from "./whole.ts";

type FoundPolicy = Extract<PolicyFetch, { readonly status: "found" }>;

const faultsOf: Check<"mtaSts", FaultParams<MtaStsPolicyFault>> = recordFault({
  name: "mta-sts-policy-fault",
  part: "mtaSts",
  kinds: {
    "byte-order-mark": true,
    "line-malformed": true,
    "key-twice": true,
    "version-missing": true,
    "version-wrong": true,
    "mode-missing": true,
    "mode-wrong": true,
    "max-age-missing": true,
    "max-age-wrong": true,
    "mx-missing": true,
    "mx-malformed": true,
  },
  recordsOf: ({ policy }) => (policy?.status === "found" ? [policy.file] : []),
});

/** Finds what an MTA-STS policy has wrong. */
export const mtaStsPolicyFault: typeof faultsOf = {
  ...faultsOf,
  run: (part, sought, others) => {
    const found = foundIn(part);
    return typeof found === "string" || found === undefined ? (found ?? []) : faultsOf.run(part, sought, others);
  },
};

/** Failures that every sender would meet; the others say something of the way or of the moment. */
const lasting: ReadonlySet<PolicyFailure> = new Set<PolicyFailure>([
  "tls",
  "redirect",
  "too-large",
  "guarded",
  "refused",
  "malformed",
]);

/** Finds policies that cannot be fetched as senders have to (RFC 8461, 3.3). */
export const mtaStsPolicyUnreachable: Check<"mtaSts", Readonly<Record<string, never>>> = {
  name: "mta-sts-policy-unreachable",
  part: "mtaSts",
  facts: ["host", "kind", "httpStatus"],
  parseParams: noParams,
  run: (part) => {
    const { policy, host, records } = part;
    const [only] = records;
    if (policy === undefined || !host || !only) return gapBefore(part);
    if (policy.status === "found") return [];
    if (policy.status === "failed" && !lasting.has(policy.because)) return gapOf(policy.because);
    const [kind, httpStatus] = policy.status === "failed" ? [policy.because, ""] : ["status", String(policy.httpStatus)];
    return [{ facts: { host: host.name, kind, httpStatus }, at: whole(only.record) }];
  },
};

/** Finds policies served as something else than plain text. */
export const mtaStsPolicyType: Check<"mtaSts", Readonly<Record<string, never>>> = {
  name: "mta-sts-policy-type",
  part: "mtaSts",
  facts: ["contentType"],
  parseParams: noParams,
  run: (part) => {
    const found = foundIn(part);
    if (typeof found === "string" || found === undefined) return found ?? [];
    const { contentType } = found;
    if (/^\s*text\/plain\s*(?:;|$)/i.test(contentType)) return [];
    return [{ facts: { contentType: excerpt(contentType) }, at: { source: found.file.record.source, start: 0, end: 0 } }];
  },
};

type Mode = MtaStsPolicy["mode"];

interface ModeParams {
  readonly modes: readonly Mode[];
}

const mode: v.GenericSchema<unknown, Mode> = v.picklist(["enforce", "testing", "none"]);
const modeSchema: v.GenericSchema<unknown, ModeParams> = v.strictObject({ modes: v.pipe(v.array(mode), v.minLength(1)) });

/** Finds hosts of MX records that a policy of some modes does not name. */
export const mtaStsMx: Check<"mtaSts", ModeParams> = {
  name: "mta-sts-mx",
  part: "mtaSts",
  facts: ["host", "patterns"],
  parseParams: params(modeSchema, asWritten),
  run: (part, { modes }, { mx }) =>
    withPolicy(part, (policy) => {
      if (mx === undefined) return "lookup-failed";
      if (!modes.includes(policy.mode)) return [];
      return unmatchedBy(policy, mx.hosts).map(({ name: host, record, at }) => ({
        facts: { host, patterns: policy.mx.slice(0, 10).join(", ") },
        at: { source: record.source, ...at },
      }));
    }),
};

function unmatchedBy({ mx }: MtaStsPolicy, hosts: readonly MxHost[]): readonly MxHost[] {
  return hosts.filter((host) => isMeant(host) && !mx.some((pattern) => matchesMx(pattern, host.name)));
}

/** A host that is missing, or not the one that was meant, is spoken of by other rules. */
function isMeant({ state, meant }: MxHost): boolean {
  return meant === "" && (state === "found" || state === "unknown");
}

/** Finds policies of some modes that name every host: one that does not is not to be enforced yet, which another rule says. */
export const mtaStsMode: Check<"mtaSts", ModeParams> = {
  name: "mta-sts-mode",
  part: "mtaSts",
  facts: ["mode"],
  parseParams: params(modeSchema, asWritten),
  run: (part, { modes }, { mx }) =>
    withPolicy(part, (policy, source) => {
      if (!modes.includes(policy.mode)) return [];
      if (policy.mode !== "none" && mx === undefined) return "lookup-failed";
      if (policy.mode !== "none" && unmatchedBy(policy, mx?.hosts ?? []).length > 0) return [];
      return [{ facts: { mode: policy.mode }, at: { source, ...policy.modeAt } }];
    }),
};

interface AgeParams {
  readonly maxAgeSecondsMin: number;
}

/** Finds enforced policies that senders forget soon. */
export const mtaStsMaxAge: Check<"mtaSts", AgeParams> = {
  name: "mta-sts-max-age",
  part: "mtaSts",
  facts: ["seconds", "maxAgeSecondsMin"],
  parseParams: params(v.strictObject({ maxAgeSecondsMin: count }), asWritten),
  run: (part, { maxAgeSecondsMin }) =>
    withPolicy(part, ({ mode: written, maxAgeSeconds: seconds, maxAgeAt }, source) =>
      written === "enforce" && seconds < maxAgeSecondsMin
        ? [{ facts: { seconds, maxAgeSecondsMin }, at: { source, ...maxAgeAt } }]
        : [],
    ),
};

type Look = (policy: MtaStsPolicy, source: number) => readonly Hit[] | Gap;

function withPolicy(part: MtaStsPart, look: Look): readonly Hit[] | Gap {
  const found = foundIn(part);
  if (typeof found === "string" || found === undefined) return found ?? [];
  const { value, record } = found.file;
  return value === undefined ? "record-unusable" : look(value, record.source);
}

/** The policy; undefined where the domain has no MTA-STS, and a gap where the policy could not be had. */
function foundIn(part: MtaStsPart): FoundPolicy | Gap | undefined {
  const { policy } = part;
  if (policy === undefined) {
    const gap = gapBefore(part);
    return typeof gap === "string" ? gap : undefined;
  }
  if (policy.status === "found") return policy;
  return policy.status === "failed" && !lasting.has(policy.because) ? gapOf(policy.because) : "record-unusable";
}

function gapBefore(part: MtaStsPart): readonly [] | Gap {
  return part.host?.state === "unknown" ? "lookup-failed" : unasked(part);
}

function gapOf(because: PolicyFailure): Gap {
  if (because === "offline") return "policy-not-fetched";
  return because === "not-recorded" ? "not-in-input" : "lookup-failed";
}
