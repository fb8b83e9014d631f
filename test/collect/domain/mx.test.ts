import { expect, test } from "vitest";
import { Asking } from "../../../src/collect/domain/asking.ts";
import { collectMx } from "../../../src/collect/domain/mx.ts";
import { zoneDns } from "../../../src/collect/zone-dns.ts";
import { readZone } from "../../../src/parse/zone/read-zone.ts";
import { askingZone } from "../../support/asking-zone.ts";

const { zone } = readZone(`$ORIGIN example.com.
@ SOA ns hostmaster 1 7200 3600 1209600 3600
@ MX 10 mail
mail CNAME host.example.net.
`);

test("a mail server that a zone file makes an alias is known as one, though its end is elsewhere", async () => {
  const part = await collectMx(new Asking(askingZone("").question, zoneDns(zone)));
  expect(part).toMatchObject({ hosts: [{ name: "mail.example.com", aliasTarget: "host.example.net", state: "unknown" }] });
});

test("a mail server that nobody answers for is asked about no further", async () => {
  const asking = askingZone("@ MX 10 silent");
  await collectMx(asking);
  expect(asking.questions).not.toContain("silent.example.com CNAME");
});
