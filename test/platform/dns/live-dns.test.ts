import { expect, test } from "vitest";
import { type Asking, liveDns } from "../../src/platform/live-dns.ts";

const refuse = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

/** A resolver that refuses everything but what a test gives it. */
function resolver(given: Partial<Asking>): Asking {
  const none = refuse("ENODATA");
  return {
    resolve4: none,
    resolve6: none,
    resolveCaa: none,
    resolveCname: none,
    resolveMx: none,
    resolveNs: none,
    resolvePtr: none,
    resolveSoa: none,
    resolveTlsa: none,
    resolveTxt: none,
    ...given,
  };
}

test("answers are written as a master file would", async () => {
  const { lookup } = liveDns(
    resolver({
      resolveTxt: () => Promise.resolve([["v=spf1 ", "-all"], ["other"]]),
      resolveMx: () => Promise.resolve([{ priority: 10, exchange: "mail.example.com" }]),
      resolveCaa: () => Promise.resolve([{ critical: 0, issue: "ca.example" }]),
      resolveNs: () => Promise.resolve(["ns.example.com"]),
      resolveSoa: () => Promise.resolve({ nsname: "ns", hostmaster: "h", serial: 1, refresh: 2, retry: 3, expire: 4, minttl: 5 }),
    }),
  );
  const value = async (...[name, type]: Parameters<typeof lookup>) => {
    const answer = await lookup(name, type);
    return answer.status === "found" ? answer.records.map((record) => record.value) : answer;
  };
  expect(await value("Example.com.", "TXT")).toEqual([["v=spf1 ", "-all"], ["other"]]);
  expect(await value("example.com", "MX")).toEqual(["10 mail.example.com"]);
  expect(await value("example.com", "CAA")).toEqual(["0 issue ca.example"]);
  expect(await value("example.com", "NS")).toEqual(["ns.example.com"]);
  expect(await value("example.com", "SOA")).toEqual(["ns h 1 2 3 4 5"]);
  expect(await value("example.com", "A")).toEqual({ status: "absent", kind: "type" });
});

test.for([
  ["ENOTFOUND", { status: "absent", kind: "name" }],
  ["ENODATA", { status: "absent", kind: "type" }],
  ["ETIMEOUT", { status: "failed", because: "timeout" }],
  ["EREFUSED", { status: "failed", because: "refused" }],
  ["ESERVFAIL", { status: "failed", because: "server-failed" }],
  ["EBADRESP", { status: "failed", because: "malformed" }],
  ["ECONNREFUSED", { status: "failed", because: "server-failed" }],
] as const)("%s", async ([code, answer]) => {
  expect(await liveDns(resolver({ resolveTxt: refuse(code) })).lookup("example.com", "TXT")).toEqual(answer);
});

test("a name that cannot be is not asked for, and a question once only", async () => {
  let asked = 0;
  const { lookup } = liveDns(resolver({ resolveTxt: () => Promise.resolve([[String(++asked)]]) }));
  for (const name of ["", "a..b", `${"a".repeat(64)}.example`])
    expect(await lookup(name, "TXT")).toEqual({ status: "failed", because: "name-invalid" });
  await Promise.all(["a.example", "A.example", "a.example."].map((name) => lookup(name, "TXT")));
  expect(asked).toBe(1);
});

test("no more than fifty questions wait at a time", async () => {
  let open = 0;
  let most = 0;
  const { lookup } = liveDns(
    resolver({
      resolveTxt: async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open--;
        return [["x"]];
      },
    }),
  );
  await Promise.all(Array.from({ length: 300 }, (_, at) => lookup(`n${at}.example`, "TXT")));
  expect([most, open]).toEqual([50, 0]);
});
