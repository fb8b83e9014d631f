import { getDomain, parse } from "tldts";

/** The domain that an organisation registered, by the public suffix list; a host that is below no suffix stands for itself. */
export function organisationOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/** True for a host that can be looked up: below a public suffix, and no bare address. Names kept for documents count (RFC 2606). */
export function isPublicHost(host: string): boolean {
  if (/(?:^|\.)(?:example|test)$/.test(host)) return true;
  const { isIcann, isIp, domain } = parse(host);
  return isIcann === true && isIp !== true && domain !== null;
}

/** True for a name that others register below, such as `co.uk`, and for one that is no domain. */
export function isPublicSuffix(host: string): boolean {
  return getDomain(host, { allowPrivateDomains: true }) === null;
}

/**
 * The domain that somebody registered, or would have to, to own a name: below a suffix of the public suffix list, those
 * of services that give names to customers among them. Undefined where no suffix of the list fits.
 */
export function registrableDomain(name: string): string | undefined {
  const { domain, isIcann, isPrivate } = parse(name, { allowPrivateDomains: true });
  return (isIcann || isPrivate) && domain !== null ? domain : undefined;
}
