import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { liveDns } from "../../../src/platform/dns/live-dns.ts";
import { answerTo, txtRecord } from "../../support/lying-server.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const TYPE = { "content-type": "application/dns-message" };
const failed = (because: string) => ({ status: "failed", because });

/** Asks a server that speaks HTTP without TLS, which users cannot name. */
async function asked(answer: (question: Buffer, ...exchange: Parameters<RequestListener>) => void, timeoutMs = 5_000) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(Buffer.concat(chunks), request, response));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const endpoint = { host: `http://127.0.0.1:${port}/dns-query`, port, family: 4, transport: "https" } as const;
  return liveDns({ servers: [endpoint], timeoutMs }).lookup("host.example", "TXT");
}

test("a question is posted with the id 0, and its answer read as over UDP", async () => {
  const seen: unknown[] = [];
  const answer = await asked((bytes, { method, headers }, response) => {
    seen.push([method, headers["content-type"], bytes.readUInt16BE(0)]);
    response.writeHead(200, TYPE).end(answerTo({ bytes }, { answers: [txtRecord("host.example", "x")] }));
  });
  expect(answer).toMatchObject({ status: "found", records: [{ value: ["x"] }] });
  expect(seen).toEqual([["POST", "application/dns-message", 0]]);
});

test.for<readonly [string, Parameters<typeof asked>[0], string]>([
  ["a redirect", (_, __, response) => response.writeHead(302, { location: "http://127.0.0.1/" }).end(), "server-failed"],
  [
    "another type",
    (bytes, _, response) => response.writeHead(200, { "content-type": "text/html" }).end(answerTo({ bytes })),
    "server-failed",
  ],
  ["an error", (_, __, response) => response.writeHead(500, TYPE).end(), "server-failed"],
  ["too many questions", (_, __, response) => response.writeHead(429, TYPE).end(), "refused"],
  ["too much", (_, __, response) => response.writeHead(200, TYPE).end(Buffer.alloc(70_000)), "malformed"],
  ["garbage", (_, __, response) => response.writeHead(200, TYPE).end(Buffer.alloc(70, 9)), "malformed"],
  ["an answer to nothing", (_, __, response) => response.writeHead(200, TYPE).end(), "malformed"],
  ["silence", () => undefined, "timeout"],
  ["a drip", (_, __, response) => void response.writeHead(200, TYPE).write("x"), "timeout"],
])("%s is a failure", async ([, answer, because]) => {
  expect(await asked(answer, because === "timeout" ? 60 : 5_000)).toEqual(failed(because));
});
