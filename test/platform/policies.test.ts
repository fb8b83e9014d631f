import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import { afterEach, expect, test } from "vitest";
import type { Dns } from "../../src/model/dns.ts";
import { limits } from "../../src/model/limits.ts";
import { livePolicies } from "../../src/platform/policies.ts";
import { certificate, privateKey } from "../support/policy-host.ts";
import { failingAt, world } from "../support/worlds.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const here = world("mta-sts.example.com. A 127.0.0.1\nmta-sts.other.com. A 127.0.0.1");
const anywhere = () => true;

async function listening(answer: RequestListener): Promise<number> {
  const server = createServer({ cert: certificate, key: privateKey }, answer);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

test("a policy is fetched from the host's address, by its name", async () => {
  const asked: unknown[] = [];
  const port = await listening(({ url, headers, method }, response) => {
    asked.push([method, url, headers.host]);
    response.setHeader("content-type", "text/plain; charset=utf-8").end("version: STSv1\n");
  });
  const { fetch } = livePolicies(here, { mayConnect: anywhere, port, ca: certificate });
  expect(await fetch("Example.com.")).toEqual({
    status: "found",
    text: "version: STSv1\n",
    contentType: "text/plain; charset=utf-8",
  });
  expect(asked).toEqual([["GET", "/.well-known/mta-sts.txt", "mta-sts.example.com"]]);
});

const silent = failed("timeout");

test.for<readonly [string, RequestListener, object]>([
  ["a page that is not there is absent", (_, response) => response.writeHead(404).end(), { status: "absent", httpStatus: 404 }],
  [
    "a redirect is not followed",
    (_, response) => response.writeHead(301, { location: "https://127.0.0.1/" }).end(),
    failed("redirect"),
  ],
  ["too much is not read", (_, response) => response.end("x".repeat(limits.policyBytesMax + 1)), failed("too-large")],
  ["silence is waited for so long", () => undefined, silent],
  ["a slow drip is waited for so long", (_, response) => void response.write("v"), silent],
  ["a broken connection is a failure", ({ socket }) => socket.destroy(), failed("refused")],
])("%s", async ([, answer, expected]) => {
  const port = await listening(answer);
  const isSilent = expected === silent;
  const { fetch } = livePolicies(here, { mayConnect: anywhere, port, ca: certificate, timeoutMs: isSilent ? 400 : 10_000 });
  expect(await fetch("example.com")).toEqual(expected);
});

test("a certificate that is not trusted, or for another host, is a fault of TLS", async () => {
  const port = await listening((_, response) => response.end("version: STSv1\n"));
  expect(await livePolicies(here, { mayConnect: anywhere, port }).fetch("example.com")).toEqual(failed("tls"));
  expect(await livePolicies(here, { mayConnect: anywhere, port, ca: certificate }).fetch("other.com")).toEqual(failed("tls"));
});

test("nobody listens", async () => {
  const port = await listening(() => undefined);
  await new Promise((resolve) => open.pop()?.close(resolve));
  expect(await livePolicies(here, { mayConnect: anywhere, port }).fetch("example.com")).toEqual(failed("refused"));
});

test.for<readonly [string, Dns, string]>([
  ["private address", here, "guarded"],
  ["name", world("x.example. A 192.0.2.1"), "name-absent"],
  ["lookup that succeeded", failingAt(world("x.example. A 192.0.2.1"), 1), "lookup-failed"],
])("no connection is made without a public address: no %s", async ([, dns, because]) => {
  expect(await livePolicies(dns).fetch("example.com")).toEqual(failed(because));
});

test("a name that cannot be asked for has no policy", async () => {
  expect(await livePolicies(here).fetch("a b")).toEqual(failed("name-absent"));
});

function failed(because: string) {
  return { status: "failed", because };
}
