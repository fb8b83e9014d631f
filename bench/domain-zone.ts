/** Domains of the bench, and providers whose SPF records they share. */
const PROVIDERS = 200;

/** The zone that all of them stand in: a name that no public suffix rule knows, so that each is a domain of its own. */
export const ZONE = "bench-zone";

/** The name of a domain by number. */
export function domainAt(number: number): string {
  return `d${number}.${ZONE}`;
}

/**
 * A zone of so many sender domains, as a master file: each with mail servers, SPF over a provider that many share (few of
 * them most often, as in real life), a key, DMARC, MTA-STS and TLS reports; some with a fault.
 */
export function benchZone(domains: number, key: string): string {
  const lines = [`$ORIGIN ${ZONE}.`, "$TTL 3600", "@ SOA ns1 hostmaster 1 7200 3600 1209600 3600", "@ NS ns1", "@ NS ns2"];
  lines.push("ns1 A 192.175.48.53", "ns2 A 192.31.196.53", "mta-sts A 192.175.48.80");
  for (let provider = 0; provider < PROVIDERS; provider++) lines.push(...providerLines(provider));
  for (let number = 0; number < domains; number++) lines.push(...domainLines(number, key));
  return `${lines.join("\n")}\n`;
}

function providerLines(provider: number): readonly string[] {
  const third = provider % 256;
  return [
    `_spf.p${provider} TXT "v=spf1 include:_a.p${provider}.${ZONE} include:_b.p${provider}.${ZONE} -all"`,
    `_a.p${provider} TXT "v=spf1 ip4:192.175.48.${third} ip4:192.31.196.0/28 -all"`,
    `_b.p${provider} TXT "v=spf1 ip6:2620:4f:8000:${third.toString(16)}::/64 -all"`,
    `mx1.p${provider} A 192.175.48.25`,
    `mx2.p${provider} A 192.31.196.25`,
  ];
}

/** A provider's place in the order of size decides how often it is used (Zipf). */
function providerOf(number: number): number {
  const spread = ((number * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;
  return Math.min(PROVIDERS - 1, Math.floor(PROVIDERS ** spread) - 1);
}

function domainLines(number: number, key: string): readonly string[] {
  const provider = providerOf(number);
  const name = `d${number}`;
  const policy = number % 10 === 0 ? "none" : "reject";
  return [
    `${name} MX 10 mx1.p${provider}.${ZONE}.`,
    `${name} MX 20 mx2.p${provider}.${ZONE}.`,
    `${name} TXT "v=spf1 include:_spf.p${provider}.${ZONE} ${number % 25 === 0 ? "+all" : "-all"}"`,
    `mail._domainkey.${name} TXT ${key}`,
    `_dmarc.${name} TXT "v=DMARC1; p=${policy}; rua=mailto:dmarc@${name}.${ZONE}"`,
    `_smtp._tls.${name} TXT "v=TLSRPTv1; rua=mailto:tls@${name}.${ZONE}"`,
  ];
}
