/** How the core asks for the MTA-STS policy of a domain (RFC 8461, 3.3). `platform/` asks over HTTPS; tests pretend. */
export interface Policies {
  /** `https://HOST/.well-known/mta-sts.txt`, of a host that begins with `mta-sts.`. Never rejects. */
  readonly fetch: (host: string) => Promise<PolicyAnswer>;
}

/** What came of asking for a policy. `absent` is a sure answer: the host has none there. */
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
  /** Senders do not follow redirects (RFC 8461, 3.3). */
  "redirect",
  "too-large",
  "name-absent",
  /** The host's addresses could not be asked for. */
  "lookup-failed",
  /** The host has only addresses of private, local or reserved networks, which are not connected to. */
  "guarded",
  /** The host takes no connection, or breaks it. */
  "refused",
  /** What answers there does not speak HTTP. */
  "malformed",
  "not-recorded",
] as const;

/** Why a policy could not be fetched. Never to be taken for "not there". */
export type PolicyFailure = (typeof policyFailures)[number];
