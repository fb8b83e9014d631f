import { dnsTypes } from "../../model/dns.ts";

/** Types of records that the DNS knows and nothing here asks for (IANA, Resource Record Types). */
const OTHERS =
  "A6 AFSDB AMTRELAY APL ATMA AVC CDNSKEY CDS CERT CSYNC DHCID DLV DNAME DNSKEY DOA DSYNC EID EUI48 EUI64 GPOS HHIT HINFO HIP " +
  "HTTPS IPSECKEY ISDN KEY KX L32 L64 LOC LP MB MD MF MG MINFO MR NAPTR NID NIMLOC NINFO NSAP NSAP-PTR NSEC NSEC3 " +
  "NSEC3PARAM NULL NXT OPENPGPKEY PX RESINFO RKEY RP RRSIG RT SIG SINK SMIMEA SPF SRV SSHFP SVCB TA TALINK UID UINFO UNSPEC " +
  "URI WALLET WKS X25 ZONEMD BRID CLA IPN GID ALIAS ANAME";

const others: ReadonlySet<string> = new Set(OTHERS.split(" "));

/** Whether a word, in capitals, is a type by which a server puts another name's addresses in an answer as its own. */
export function isFlattened(written: string): boolean {
  return written === "ALIAS" || written === "ANAME";
}

/** Numbers of the types that are read: under a number they would be passed over and taken for absent (RFC 3597, 5). */
const readByNumber: ReadonlySet<number> = new Set([1, 2, 5, 6, 12, 15, 16, 28, 43, 52, 257]);

const NUMBER_MAX = 65_535;

/** Whether a word, in capitals, is a type that a zone may have and that is passed over. */
export function isPassedOver(written: string): boolean {
  const [, digits] = /^TYPE(\d{1,5})$/.exec(written) ?? [];
  if (digits === undefined) return others.has(written);
  return Number(digits) <= NUMBER_MAX && !readByNumber.has(Number(digits));
}

/** Every type with a name: those that are read first. */
export const namedTypes: readonly string[] = [...dnsTypes, ...others];
