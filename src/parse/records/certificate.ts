import type { Certificate } from "../../model/domain/tlsa.ts";
import { limits } from "../../model/limits.ts";
import { elementAt, SEQUENCE } from "./der.ts";
import { bytesOf } from "./public-key.ts";

const PEM = /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g;

/** The certificates of a PEM text (RFC 7468, 5) in their order, at most `limits.certificatesMax`; what is none is passed over. */
export function readCertificates(pem: string): readonly Certificate[] {
  const found: Certificate[] = [];
  for (const [, body = ""] of pem.matchAll(PEM)) {
    const whole = bytesOf(body.replace(/\s+/g, ""), limits.certificateUnitsMax);
    const publicKey = whole && publicKeyOf(whole);
    if (publicKey) found.push({ whole, publicKey });
    if (found.length === limits.certificatesMax) break;
  }
  return found;
}

/** Of the version, which may be missing, up to the subject's name (RFC 5280, 4.1), what stands before the key. */
const FIELDS_BEFORE_KEY = 5;
const VERSION = 0xa0;

/** The SubjectPublicKeyInfo of a certificate, head and all, as TLSA records with selector 1 mean it (RFC 6698, 2.1.2). */
function publicKeyOf(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  const certificate = elementAt(der, 0, SEQUENCE);
  const body = certificate && elementAt(der, certificate.start, SEQUENCE);
  if (!body) return undefined;
  let at = elementAt(der, body.start, VERSION)?.end ?? body.start;
  for (let field = 0; field < FIELDS_BEFORE_KEY; field++) {
    const next = elementAt(der, at, der[at] ?? 0);
    if (!next) return undefined;
    at = next.end;
  }
  const key = elementAt(der, at, SEQUENCE);
  return key && der.slice(at, key.end);
}
