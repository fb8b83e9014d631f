import type { Text } from "../language.ts";

/** A service that sends mail for its customers, and the records it asks them for. A file of `rules/tables/esps/`. */
export interface Esp {
  readonly id: string;
  readonly title: Text;
  /** When its pages were read: year and month. */
  readonly read: string;
  /** Addresses of those pages. */
  readonly sources: readonly string[];
  readonly notes: Text;
  /** Whether it may send from a domain that a company has its mailboxes at. */
  readonly enterpriseMail: "apart" | "together";
  readonly records: readonly EspRecord[];
}

interface Asked {
  /** What the provider does not work without is required; the rest is advised. */
  readonly need: "required" | "advised";
  /** What it has its customers publish; empty where it differs from customer to customer. */
  readonly value: string;
}

interface Hosted {
  /** A name with `{domain}` in it. */
  readonly host: string;
}

interface Targeted {
  /** Names that will do; `*.` stands for anything before what follows. */
  readonly targets: readonly string[];
}

/** One record that a provider asks for, by what it is for. */
export type EspRecord =
  | (Asked &
      Hosted &
      Targeted & { readonly purpose: "mx" /** A mail server of the customer's own will do. */; readonly ownAllowed: boolean })
  | (Asked &
      Hosted & { readonly purpose: "spf" /** Names of which one must be included. */; readonly includes: readonly string[] })
  | (Asked &
      Targeted & {
        readonly purpose: "dkim";
        readonly type: "TXT" | "CNAME" /** None where they differ from customer to customer. */;
        readonly selectors: readonly string[];
      })
  | (Asked & Hosted & { readonly purpose: "dmarc"; readonly policyMin: DmarcMinimum })
  | (Asked & Hosted & Targeted & { readonly purpose: "return-path" });

/** The weakest policy that will do. */
export type DmarcMinimum = "none" | "quarantine" | "reject";

/** Who keeps mailboxes at certain MX hosts. */
export interface MailHost {
  readonly title: Text;
  /** Each stands for itself and all names below it. */
  readonly suffixes: readonly string[];
}

/** One record as a provider's API says that it should be and found it. */
export interface PastedRecord {
  readonly type: "MX" | "TXT" | "CNAME";
  /** In full, lower case, without the last dot. */
  readonly name: string;
  readonly value: string;
}
