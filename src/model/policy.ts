/** How the core asks for the MTA-STS policy of a domain (RFC 8461, 3.2). `platform/` asks over HTTPS; tests pretend. */
export interface Policies {
  /** `https://HOST/.well-known/mta-sts.txt`, of a host that begins with `mta-sts.`. Never rejects. */
  readonly fetch: (host: string) => Promise<PolicyAnswer>;
}

/** What came of asking for a policy. */
export type PolicyAnswer =
  | { readonly status: "found"; readonly text: string; readonly contentType: string }
  | { readonly status: "absent"; readonly httpStatus: number }
  | { readonly status: "failed"; readonly because: PolicyFailure };

/** Why there is no answer of a policy host. */
export const policyFailures = [
  /** Nobody may ask. */
  "offline",
  "timeout",
  /** No certificate that holds for the host. */
  "tls",
  "redirect",
  "too-large",
  "name-absent",
  /** The host takes no connection. */
  "refused",
  "not-recorded",
] as const;

export type PolicyFailure = (typeof policyFailures)[number];
