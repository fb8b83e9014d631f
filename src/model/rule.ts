import type { BoundCheck } from "./check.ts";
import type { DnsFailure } from "./dns.ts";
import type { DocumentKind } from "./document.ts";
import type { DeclaredSender } from "./domain/sender.ts";
import type { Text } from "./language.ts";
import type { MailType } from "./mail-type.ts";
import type { PolicyFailure } from "./policy.ts";

export const severities = ["error", "warning", "info"] as const;

/** What the standard refuses is an error; what it advises is a warning; what is worth knowing is info. */
export type Severity = (typeof severities)[number];

export const axes = ["policy", "content", "rendering", "accessibility", "authentication"] as const;

/** What a rule's points count against. */
export type Axis = (typeof axes)[number];

/** One file under `rules/`, as written. */
export interface RuleDefinition {
  /** `area/thing-fault`. Public for ever: reports, suppressions and links name it. */
  readonly id: string;
  readonly title: Text;
  readonly since: string;
  /** A rule on trial is shown and takes no points. */
  readonly stage: "trial" | "stable";
  readonly severity: Severity;
  readonly axis: Axis;
  /** Taken off 100, once, when the rule is broken. */
  readonly points: number;
  /** The clause of the founding standard that asks for it. */
  readonly clause?: number | undefined;
  readonly appliesTo: readonly DocumentKind[];
  readonly check: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** Where a mail type is treated otherwise. */
  readonly byType: ByType;
  /** What was seen, quoting facts in braces. */
  readonly message: Text;
  /** Why the reader should care. */
  readonly why: Text;
  /** What the reader should do. */
  readonly fix: Text;
  readonly references: readonly string[];
  /** What mailbox providers ask that a mail keeping this rule does: `provider/requirement`. */
  readonly satisfies: readonly string[];
  /** How a fact's value is said in a message: fact, then value. */
  readonly labels: Readonly<Record<string, Readonly<Record<string, Text>>>>;
  readonly examples: Examples;
}

/** What is changed for mail of some types only. */
export type ByType = { readonly [T in MailType]?: Override | undefined };

/** What a profile or a user changes in a rule: for all mail, and for some types more. */
export interface Change extends Override {
  readonly byType?: ByType | undefined;
}

/** What is changed in a rule. */
export interface Override {
  readonly severity?: Severity | "off" | undefined;
  readonly points?: number | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** Documentation and the rule's first tests at once. */
export interface Examples {
  readonly passes: readonly Example[];
  readonly fails: readonly Example[];
  /** Where it cannot be judged, though what it is about is given: a lookup that failed, say. */
  readonly unjudged?: readonly Example[] | undefined;
}

/** A template to judge, with what is needed to judge it; see `engine/example.ts` for how it is written out. */
export interface Example {
  readonly html?: string | undefined;
  readonly text?: string | undefined;
  readonly mjml?: string | undefined;
  /** A raw message. A line feed stands for CR LF. */
  readonly message?: string | undefined;
  /** A raw message's bytes in base64, where characters cannot say them. */
  readonly eml?: string | undefined;
  /** A file's bytes, where characters cannot say them. */
  readonly base64?: string | undefined;
  readonly subject?: string | undefined;
  readonly type?: MailType | undefined;
  readonly attachments?: readonly string[] | undefined;
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** What the DNS holds, as a zone file says it, for a message; nothing else exists. The DNS is not asked without it. */
  readonly zone?: string | undefined;
  /** The connection a message came over. */
  readonly envelope?: ExampleEnvelope | undefined;
  /** Parameters of the rule that it is judged by in place of the written ones, where a rule says nothing until its user does. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
  /** A domain, told by how it differs from the clean one in `samples/domains/clean.zone`. */
  readonly domain?: ExampleDomain | undefined;
}

/** How a domain differs from the clean one, `example.com`. Names stand below it where they end without a dot. */
export interface ExampleDomain {
  /** The domain asked for; `example.com` where it is not said. */
  readonly name?: string | undefined;
  /** Lines of a master file: each replaces what the clean zone has at its name of its type. */
  readonly records?: string | undefined;
  /** What the clean zone has and this one has not: `name TYPE`, or a name for all types. */
  readonly without?: readonly string[] | undefined;
  /** Questions whose lookup fails: `name TYPE`, or `*` for all at and below the domain, and why. */
  readonly failing?: Readonly<Record<string, DnsFailure>> | undefined;
  /** The selectors given; `mail` where it is not said. */
  readonly selectors?: readonly string[] | undefined;
  /** The sending addresses given. */
  readonly ips?: readonly string[] | undefined;
  readonly helo?: string | undefined;
  /** The envelope's sender of those addresses; `<>` for the null sender. */
  readonly mailFrom?: string | undefined;
  /** Sources of mail that are declared. */
  readonly senders?: readonly DeclaredSender[] | undefined;
  /** The text of a logo handed in for BIMI; none where it is not said. */
  readonly logo?: string | undefined;
  /** The providers that mail is sent through, by their ids in the catalogue. */
  readonly esps?: readonly string[] | undefined;
  /** Records as a provider's API says they should be, in its shape. */
  readonly pasted?: unknown;
  /** A mark certificate handed in, in PEM. */
  readonly markCertificate?: string | undefined;
  /** What is different about the MTA-STS policy; that of the clean domain where it is not said. */
  readonly policy?: ExamplePolicy | undefined;
  /** The certificates that mail servers show, PEM by host name. */
  readonly certificates?: Readonly<Record<string, string>> | undefined;
  /** Lists of addresses and domains that are asked, of those in `rules/tables/dnsbls.yaml`. */
  readonly lists?: readonly string[] | undefined;
  /** Servers of the DNS asked one by one, by address: those that are not told serve the zone as it is; none is asked where it is not said. */
  readonly servers?: Readonly<Record<string, ExampleServer>> | undefined;
  /** Where answers come from: `zone` for a zone file that holds all of them; `live` where it is not said. */
  readonly source?: "live" | "zone" | undefined;
}

/** What one server of the DNS says. */
export interface ExampleServer {
  /** Of a name server: `lame` does not speak for the zone, `silent` says nothing. A `resolver` asks others, and `silent-resolver` says nothing either. */
  readonly is?: "serving" | "lame" | "silent" | "resolver" | "silent-resolver" | undefined;
  /** Lines of a master file: each replaces what the zone has at its name of its type. */
  readonly records?: string | undefined;
  /** What the zone has and this server has not. */
  readonly without?: readonly string[] | undefined;
  /** Ways of asking that it does not take. */
  readonly closed?: readonly ("tcp" | "edns")[] | undefined;
  /** Of a server of the zone above: its NS records of the zone, and the addresses beside them. */
  readonly refers?: string | undefined;
}

/** How an MTA-STS policy is served, told by how that differs from the clean one in `samples/domains/clean.mta-sts.txt`. */
export interface ExamplePolicy {
  readonly text?: string | undefined;
  readonly contentType?: string | undefined;
  /** It is not there, and the host says so. */
  readonly httpStatus?: number | undefined;
  readonly failing?: PolicyFailure | undefined;
}

/** As the {@link Envelope} of a message, with less to write. */
export interface ExampleEnvelope {
  readonly ip: string;
  readonly helo?: string | undefined;
  readonly mailFrom?: string | undefined;
}

/** A rule ready to judge documents of one type. */
export interface Rule {
  readonly definition: RuleDefinition;
  readonly severity: Severity;
  readonly points: number;
  readonly check: BoundCheck;
}
