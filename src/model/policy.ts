/** How the core asks for the MTA-STS policy of a mail domain (RFC 8461, 3.3). `platform/` fetches it; tests pretend. */
export interface Policies {
  /** Never rejects. The host is the mail domain, without `mta-sts.` before it. */
  readonly fetch: (host: string) => Promise<PolicyAnswer>;
}

/** What came of asking for a policy file. `absent` is a sure answer: the host has none there. */
export type PolicyAnswer =
  | { readonly status: "found"; readonly text: string; readonly contentType: string }
  | { readonly status: "absent"; readonly httpStatus: number }
  | { readonly status: "failed"; readonly because: PolicyFailure };

export const policyFailures = [
  "timeout",
  /** The certificate is not one for the host, or not trusted. */
  "tls",
  /** RFC 8461, 3.3: senders do not follow redirects. */
  "redirect",
  "too-large",
  /** There is no such host. */
  "name-absent",
  /** Its addresses could not be asked for. */
  "lookup-failed",
  /** It has only addresses of private, local or reserved networks, which are not connected to. */
  "guarded",
  /** Nobody listens there, or the connection broke. */
  "refused",
  /** What answered does not speak HTTP. */
  "malformed",
  /** A recording says nothing of it. */
  "not-recorded",
  /** There was no network to ask. */
  "offline",
] as const;

/** Why a policy could not be fetched. Never to be taken for "not there". */
export type PolicyFailure = (typeof policyFailures)[number];
