import * as v from "valibot";
import { dnsFailures } from "../model/dns.ts";
import type { Text } from "../model/language.ts";
import { mailTypes } from "../model/mail-type.ts";
import { policyFailures } from "../model/policy.ts";
import { axes, type Change, type Example, type Override, type RuleDefinition, severities } from "../model/rule.ts";
import type { ProfileDefinition } from "../model/rule-book.ts";
import { senderList } from "./sender-schema.ts";

const sentence = v.pipe(v.string(), v.minLength(1, "must not be empty"));
const text: v.GenericSchema<unknown, Text> = v.strictObject({ en: sentence, zh: sentence });
const points = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100));
const anyParams = v.record(v.string(), v.unknown());

const changeable = {
  severity: v.optional(v.picklist([...severities, "off"])),
  points: v.optional(points),
  params: v.optional(anyParams),
};

const override: v.GenericSchema<unknown, Override> = v.strictObject(changeable);

const byType = v.strictObject({
  marketing: v.optional(override),
  notification: v.optional(override),
  transactional: v.optional(override),
  trigger: v.optional(override),
  test: v.optional(override),
});

/** What a profile or a user may change in a rule. */
export const change: v.GenericSchema<unknown, Change> = v.strictObject({ ...changeable, byType: v.optional(byType) });

/** What is wrong with changes by rule, in a few words; undefined when they fit. */
export function overrideFault(overrides: unknown): string | undefined {
  const parsed = v.safeParse(v.record(v.string(), change), overrides);
  if (parsed.success) return undefined;
  const [issue] = parsed.issues;
  return `${(issue.path ?? []).map(({ key }) => String(key)).join(".")}: ${issue.message}`;
}

const examplePolicy = v.strictObject({
  text: v.optional(v.string()),
  contentType: v.optional(v.string()),
  httpStatus: v.optional(v.number()),
  failing: v.optional(v.picklist(policyFailures)),
});

const exampleServer = v.strictObject({
  is: v.optional(v.picklist(["serving", "lame", "silent", "resolver", "silent-resolver"])),
  records: v.optional(v.string()),
  without: v.optional(v.array(v.string())),
  closed: v.optional(v.array(v.picklist(["tcp", "edns"]))),
  refers: v.optional(v.string()),
});

const exampleDomain = v.strictObject({
  name: v.optional(v.string()),
  records: v.optional(v.string()),
  without: v.optional(v.array(v.string())),
  failing: v.optional(v.record(v.string(), v.picklist(dnsFailures))),
  selectors: v.optional(v.array(v.string())),
  ips: v.optional(v.array(v.string())),
  helo: v.optional(v.string()),
  mailFrom: v.optional(v.string()),
  senders: v.optional(senderList),
  logo: v.optional(v.string()),
  esps: v.optional(v.array(v.string())),
  pasted: v.optional(v.unknown()),
  markCertificate: v.optional(v.string()),
  policy: v.optional(examplePolicy),
  certificates: v.optional(v.record(v.string(), v.string())),
  lists: v.optional(v.array(v.string())),
  servers: v.optional(v.record(v.string(), exampleServer)),
  source: v.optional(v.picklist(["live", "zone"])),
});

const example: v.GenericSchema<unknown, Example> = v.strictObject({
  html: v.optional(v.string()),
  text: v.optional(v.string()),
  mjml: v.optional(v.string()),
  message: v.optional(v.string()),
  eml: v.optional(v.pipe(v.string(), v.base64())),
  base64: v.optional(v.pipe(v.string(), v.base64())),
  subject: v.optional(v.string()),
  type: v.optional(v.picklist(mailTypes)),
  attachments: v.optional(v.array(v.string())),
  data: v.optional(v.record(v.string(), v.unknown())),
  zone: v.optional(v.string()),
  envelope: v.optional(v.strictObject({ ip: v.string(), helo: v.optional(v.string()), mailFrom: v.optional(v.string()) })),
  domain: v.optional(exampleDomain),
  params: v.optional(anyParams),
});

/** A rule file as written under `rules/`. */
export const ruleDefinition: v.GenericSchema<unknown, RuleDefinition> = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]+\/[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be area/thing-fault in lower case")),
  title: text,
  since: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, "must be a version such as 0.1.0")),
  stage: v.picklist(["trial", "stable"]),
  severity: v.picklist(severities),
  axis: v.picklist(axes),
  points,
  clause: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(39))),
  appliesTo: v.pipe(v.array(v.picklist(["template", "message", "domain"])), v.minLength(1)),
  check: sentence,
  params: v.optional(anyParams, {}),
  byType: v.optional(byType, {}),
  message: text,
  why: text,
  fix: text,
  references: v.array(v.pipe(v.string(), v.url())),
  satisfies: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z-]+$/, "must be provider/requirement, such as gmail/one-click"))),
    [],
  ),
  labels: v.optional(v.record(v.string(), v.record(v.string(), text)), {}),
  examples: v.strictObject({
    passes: v.pipe(v.array(example), v.minLength(1)),
    fails: v.pipe(v.array(example), v.minLength(1)),
    unjudged: v.optional(v.array(example)),
  }),
});

/** A profile file as written under `rules/profiles/`. */
export const profileDefinition: v.GenericSchema<unknown, ProfileDefinition> = v.strictObject({
  name: sentence,
  title: text,
  requirements: v.optional(sentence),
  rules: v.record(v.string(), change),
});
