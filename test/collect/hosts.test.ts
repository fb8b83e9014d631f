import { describe, expect, test } from "vitest";
import { collectHosts } from "../../src/collect/domain/hosts.ts";
import { collectNameServers } from "../../src/collect/domain/name-servers.ts";
import { recordsWithin, zonePiece } from "../../src/collect/domain/zone-piece.ts";
import { limits } from "../../src/model/limits.ts";
import { readZone } from "../../src/parse/zone/read-zone.ts";
import { askingZone } from "../support/asking-zone.ts";

const PTR6 = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";

describe("a sending address", () => {
  test.for([
    { ip: "192.0.2.1", lines: "", names: [] },
    { ip: "192.0.2.1", lines: "1.2.0.192.in-addr.arpa. PTR mail\nmail A 192.0.2.1", names: [["mail.example.com", true]] },
    { ip: "192.0.2.1", lines: "1.2.0.192.in-addr.arpa. PTR mail\nmail A 192.0.2.2", names: [["mail.example.com", false]] },
    {
      ip: "192.0.2.1",
      lines: "1.2.0.192.in-addr.arpa. PTR mail\nmail CNAME m\nm A 192.0.2.1",
      names: [["mail.example.com", true]],
    },
    { ip: "192.0.2.1", lines: "1.2.0.192.in-addr.arpa. PTR silent", names: [["silent.example.com", undefined]] },
    { ip: "2001:DB8::1", lines: `${PTR6}. PTR mail\nmail AAAA 2001:db8:0:0::1`, names: [["mail.example.com", true]] },
  ])("$ip with $lines", async ({ ip, lines, names }) => {
    const part = await collectHosts(askingZone(lines, { ips: [ip] }));
    if (typeof part === "string") throw new Error(part);
    expect(part.hosts[0]?.names?.map(({ name, isConfirmed }) => [name, isConfirmed])).toEqual(names);
  });

  test("has so many names looked up and no more", async () => {
    const lines = Array.from({ length: limits.hostNamesMax + 5 }, (_, at) => `1.2.0.192.in-addr.arpa. PTR m${at}`).join("\n");
    const asking = askingZone(lines, { ips: ["192.0.2.1"] });
    await collectHosts(asking);
    expect(asking.questions.length).toBe(1 + limits.hostNamesMax);
  });

  test("that is none is not asked for, and so are those past the limit", async () => {
    expect(await collectHosts(askingZone("", { ips: ["mail.example.com"] }))).toBe("address-not-given");
    const asking = askingZone("", { ips: Array.from({ length: limits.sendingHostsMax + 5 }, (_, at) => `192.0.2.${at}`) });
    await collectHosts(asking);
    expect(asking.questions.length).toBe(limits.sendingHostsMax);
  });
});

describe("a name server", () => {
  test.for([
    { lines: "ns A 192.0.2.1", state: "addressed" },
    { lines: "ns AAAA 2001:db8::1", state: "addressed" },
    { lines: "ns TXT x", state: "absent" },
    { lines: "", state: "absent" },
    { lines: "ns CNAME a\na A 192.0.2.1", state: "alias" },
  ])("with $lines is $state", async ({ lines, state }) => {
    expect(await collectNameServers(askingZone(`@ NS ns\n${lines}`))).toMatchObject({
      servers: [{ state, isInZoneFile: false }],
    });
  });

  test("whose last dot was left out is the zone file's fault", async () => {
    const { zone } = readZone("$ORIGIN example.com.\n@ NS ns.example.com\n");
    const part = await collectNameServers(askingZone("@ NS ns.example.com", { zone }));
    expect(part).toMatchObject({ servers: [{ state: "misnamed", isInZoneFile: true }] });
  });

  test("is asked for where a zone begins only", async () => {
    expect(await collectNameServers(askingZone(""))).toBe("not-in-input");
  });
});

describe("a zone file of several zones", () => {
  const { zone } = readZone(`
example.com. SOA ns. h. 1 2 1 4 5
www.example.com. A 192.0.2.1
sub.example.com. SOA ns. h. 1 2 1 4 5
www.sub.example.com. A 192.0.2.2
example.org. SOA ns. h. 1 2 1 4 5`);

  test.for([
    ["example.com", "example.com", ["example.com", "www.example.com"]],
    ["a.b.example.com", "example.com", ["example.com", "www.example.com"]],
    ["sub.example.com", "sub.example.com", ["sub.example.com", "www.sub.example.com"]],
    ["example.org", "example.org", ["example.org"]],
  ] as const)("%s is in %s", ([name, apex, names]) => {
    const piece = zonePiece(zone, name);
    expect([piece?.apex, piece?.records.map((record) => record.name)]).toEqual([apex, names]);
  });

  test("does not cover other names", () => {
    expect(zonePiece(zone, "example.net")).toBeUndefined();
  });

  test("gives the records at a name and below it", () => {
    const { zone } = readZone("$ORIGIN example.com.\n@ NS ns1\na TXT x\nb.a TXT y\nana TXT z\n");
    const piece = zonePiece({ ...zone, covered: ["example.com"] }, "example.com");
    const within = (name: string) => (piece ? recordsWithin(piece, name) : []).map((record) => record.name);
    expect(within("a.example.com")).toEqual(["a.example.com", "b.a.example.com"]);
    expect(within("example.com")).toHaveLength(4);
    expect(within("c.example.com")).toEqual([]);
  });
});
