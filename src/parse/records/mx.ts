import type { Mx, MxFault } from "../../model/domain/mx.ts";
import type { RecordFault, RecordReading } from "../../model/record.ts";
import { isIpv4, isIpv6 } from "../zone/addresses.ts";
import { plainName } from "../zone/names.ts";

/** `10 mail.example.com`; the root, of a null MX, as a dot or as nothing. */
const MX = /^(\d{1,5}) +(\S{0,255})$/;
const IPV4_FIRST = /^(\d{1,3}(?:\.\d{1,3}){3})\.(.+)$/;

/**
 * Reads the value of an MX record of a domain (RFC 1035, 3.3.9). An address is told where one stands in the host's
 * place, also with the domain behind it, as a zone file without the last dot leaves it.
 */
export function readMx(text: string, domain: string): RecordReading<Mx, MxFault> {
  const [, digits, written = ""] = MX.exec(text) ?? [];
  if (digits === undefined) return { value: undefined, faults: [], repaired: undefined };
  const host = plainName(written);
  const hostAt = { start: text.length - written.length, end: text.length };
  const value: Mx = { preference: Number(digits), host, hostAt };
  const faults: RecordFault<MxFault>[] = [];
  if (host === "" && value.preference !== 0)
    faults.push({ kind: "null-preference", at: { start: 0, end: digits.length }, written: digits, suggestion: "0" });
  const address = addressIn(host, domain);
  if (address !== undefined) faults.push({ kind: "target-address", at: hostAt, written: address, suggestion: "" });
  return { value, faults, repaired: faults[0]?.kind === "null-preference" ? "0 ." : undefined };
}

function addressIn(host: string, domain: string): string | undefined {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  if (isIpv4(bare) || isIpv6(bare)) return bare;
  const [, first = "", rest] = IPV4_FIRST.exec(host) ?? [];
  return rest === domain && isIpv4(first) ? first : undefined;
}
