import * as fc from "fast-check";
import { domainQuestion, domainTables } from "../../src/collect/domain/question.ts";
import type { DomainQuestion } from "../../src/model/domain/question.ts";
import type { DeclaredSender } from "../../src/model/domain/sender.ts";
import { declared } from "./domain-example.ts";
import { book } from "./rule-book.ts";
import { ed25519Key, rsaKey, type SigningKey } from "./signing.ts";

/** Keys are made once: they take longer than all else. */
export const keys: { readonly [Name in "rsa" | "weak" | "ed25519"]: SigningKey } = {
  rsa: rsaKey(2_048),
  weak: rsaKey(768),
  ed25519: ed25519Key(),
};

/** A record of a world: its name and text; undefined where there is none. */
type Written = readonly [name: string, text: string | undefined];

function at(name: string, ...texts: readonly (string | undefined)[]): fc.Arbitrary<Written> {
  return fc.constantFrom(...texts).map((text): Written => [name, text]);
}

const policies = [
  undefined,
  "v=DMARC1; p=none",
  "v=DMARC1; p=reject",
  "v=DMARC1; p=quarantine; sp=reject",
  "v=DMARC1; p=reject; adkim=s",
  "v=DMARC1; p=reject; aspf=s",
  "v=DMARC1; p=reject; adkim=s; aspf=s",
  "v=DMARC1; p=reject; psd=n",
  "v=DMARC1; p=reject; np=none; psd=u",
];

const spf = [
  undefined,
  "v=spf1 -all",
  "v=spf1 ip4:192.0.2.0/28 ~all",
  "v=spf1 include:example.net ?all",
  "v=spf1 ip4:192.0.2 -all",
];

const dkim = [
  undefined,
  `v=DKIM1; k=rsa; p=${keys.rsa.base64}`,
  `k=rsa; p=${keys.rsa.base64}`,
  `v=DKIM1; k=rsa; h=sha256; s=email; t=y:s; p=${keys.rsa.base64}`,
  `v=DKIM1; k=rsa; p=${keys.rsa.bare}`,
  `v=DKIM1; k=rsa; h=sha1; p=${keys.rsa.base64}`,
  `v=DKIM1; k=rsa; s=tlsrpt; p=${keys.rsa.base64}`,
  `k=rsa; v=DKIM1; p=${keys.rsa.base64}`,
  `v=DKIM2; k=rsa; p=${keys.rsa.base64}`,
  `v=DKIM1; k=ed25519; p=${keys.rsa.base64}`,
  `v=DKIM1; k=rsa; p=${keys.weak.base64}`,
  `v=DKIM1; k=ed25519; p=${keys.ed25519.base64}`,
  "v=DKIM1; p=",
  "v=DKIM1; p=AAAA",
  "some other text",
];

const domains = ["example.com", "news.example.com", "example.net"];

/** Zones of an organisation, its subdomain, and a service that sends for it. */
export const senderWorlds: fc.Arbitrary<readonly Written[]> = fc.tuple(
  at("_dmarc.example.com", ...policies),
  at(
    "_dmarc.news.example.com",
    undefined,
    undefined,
    "v=DMARC1; p=none",
    "v=DMARC1; p=reject; psd=n",
    "v=DMARC1; p=reject; psd=y",
  ),
  at("_dmarc.example.net", undefined, "v=DMARC1; p=none"),
  ...domains.flatMap((domain) => [at(domain, ...spf), at(`s._domainkey.${domain}`, ...dkim)]),
);

/** A source that may send from such a world. */
export const anySender: fc.Arbitrary<DeclaredSender> = fc
  .record(
    {
      name: fc.constant("any"),
      from: fc.constantFrom("example.com", "news.example.com"),
      ips: fc.constantFrom(["192.0.2.1"], ["192.0.2.200"]),
      mailFrom: fc.constantFrom(...domains.map((domain) => `bounce@${domain}`), "<>"),
      helo: fc.constantFrom("news.example.com", "example.net"),
      signing: fc.constantFrom(undefined, ...domains),
    },
    { requiredKeys: ["name", "from", "ips", "mailFrom", "helo", "signing"] },
  )
  .map(({ signing, ...rest }) => (signing === undefined ? rest : { ...rest, selector: "s", signingDomain: signing }));

const tables = domainTables(book.tables);

/** What is asked about `example.com` where these senders are declared. */
export function questionFor(senders: readonly DeclaredSender[], ips: readonly string[] = []): DomainQuestion {
  if (!tables) throw new Error("a table for domains does not fit");
  return domainQuestion(
    "example.com",
    { senders: declared(senders), ips, lists: [], nowMs: Date.UTC(2026, 0, 1, 12) },
    tables,
    undefined,
  );
}
