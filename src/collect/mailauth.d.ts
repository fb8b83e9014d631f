/** The parts of mailauth 7 that are used, as they behave. Its own types leave out the verifier and the clock. */

declare module "mailauth/lib/spf/index.js" {
  /** Node's `dns.promises.resolve`, as far as it is relied on. */
  type Resolve = (name: string, type: string) => Promise<readonly unknown[]>;
  interface Outcome {
    readonly domain: string;
    readonly rr?: string;
    readonly explanation?: string;
    readonly status: { readonly result: string; readonly comment?: string };
    readonly lookups?: { readonly count: number; readonly void: number };
  }
  export function spf(options: {
    readonly sender: string;
    readonly ip: string;
    readonly helo: string;
    readonly mta: string;
    readonly strict: boolean;
    readonly resolver: Resolve;
  }): Promise<Outcome>;
}

declare module "mailauth/lib/dkim/dkim-verifier.js" {
  import type { Resolve } from "mailauth/lib/spf/index.js";

  /** One signature field as prepared for verifying. */
  interface Prepared {
    readonly type: "DKIM" | "ARC";
    /** Why it was not looked at at all. */
    readonly skip?: string;
    readonly bodyHashKey?: string;
    readonly fallbackBodyHashKey?: string;
    readonly parsed?: { readonly h?: { readonly value?: unknown } };
  }
  interface Outcome {
    readonly signingDomain?: string;
    readonly selector?: string;
    readonly signature?: string;
    readonly rr?: string;
    readonly canonBodyLength?: number;
    readonly canonBodyLengthTotal?: number;
    readonly status: {
      readonly result: string;
      readonly comment?: string;
      readonly testing?: boolean;
      readonly underSized?: number;
      readonly policy?: { readonly "dkim-rules"?: string };
    };
  }
  interface Tags {
    readonly parsed?: Readonly<Record<string, { readonly value?: unknown } | undefined>>;
  }
  interface ChainSet {
    readonly i: number;
    readonly "arc-seal": Tags;
    readonly "arc-message-signature": Tags;
  }
  interface ArcData {
    readonly chain: readonly ChainSet[] | false;
    readonly error?: unknown;
    readonly lastEntry?: ChainSet;
  }
  export class DkimVerifier {
    constructor(options: {
      readonly resolver: Resolve;
      readonly curTime: number;
      readonly strict: boolean;
      readonly sender?: string;
    });
    signatureHeaders: Prepared[];
    readonly bodyHashes: Map<string, unknown>;
    readonly results: readonly Outcome[];
    readonly headerFrom: readonly string[];
    readonly fromFields: number;
    readonly arc: ArcData;
    messageHeaders(headers: unknown): Promise<void>;
  }
}

declare module "mailauth/lib/tools.js" {
  export function writeToStream(stream: unknown, input: Uint8Array, chunkBytes?: number): Promise<void>;
}

declare module "mailauth/lib/arc/index.js" {
  import type { ArcData } from "mailauth/lib/dkim/dkim-verifier.js";
  import type { Resolve } from "mailauth/lib/spf/index.js";
  export function arc(
    data: ArcData,
    options: { readonly resolver: Resolve; readonly strict: boolean },
  ): Promise<{ readonly status: { readonly result: string; readonly comment?: string } }>;
}

declare module "mailauth/lib/dmarc/index.js" {
  import type { Resolve } from "mailauth/lib/spf/index.js";

  interface Aligned {
    readonly result?: string;
    readonly strict: boolean;
  }
  interface Response {
    readonly status: { readonly result: string; readonly header?: { readonly from?: string } };
    readonly domain: string;
    readonly policyDomain?: string;
    readonly policy?: string;
    readonly rr?: string;
    readonly alignment?: { readonly spf: Aligned; readonly dkim: Aligned };
  }
  export function evaluateDmarc(options: {
    readonly headerFrom: readonly string[];
    readonly fromFields: number;
    readonly spfDomains: readonly string[];
    readonly dkimDomains: readonly { readonly domain: string; readonly underSized?: number }[];
    readonly resolver: Resolve;
    readonly strict: boolean;
  }): Promise<{ readonly response: Response | false; readonly reason?: string; readonly authorDomains?: readonly string[] }>;
}
