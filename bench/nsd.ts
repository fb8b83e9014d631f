import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter } from "node:path";

/** A running name server that answers for one zone. */
export interface Nsd {
  /** As `--server` takes it. */
  readonly address: string;
  readonly end: () => Promise<void>;
}

const START_MS_MAX = 60_000;
const WAIT_MS = 100;

/** Where Debian puts it is not on every path. */
function program(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => `${folder}/nsd`).find((file) => existsSync(file));
}

/** Starts `nsd` with one process on a free port of loopback; undefined where it is not installed. */
export async function startNsd(zone: string, text: string): Promise<Nsd | undefined> {
  const file = program();
  if (file === undefined) return undefined;
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-nsd-`);
  const port = await freePort();
  writeFileSync(`${folder}/zone`, text);
  writeFileSync(`${folder}/nsd.conf`, configuration(folder, port, zone));
  const child = spawn(file, ["-d", "-c", `${folder}/nsd.conf`], { stdio: "ignore" });
  const end = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  if (await answers(port, () => child.exitCode !== null)) return { address: `127.0.0.1:${port}`, end };
  await end();
  throw new Error("nsd does not answer");
}

function configuration(folder: string, port: number, zone: string): string {
  return `server:
  server-count: 1
  ip-address: 127.0.0.1@${port}
  username: ""
  zonesdir: "${folder}"
  database: ""
  pidfile: "${folder}/pid"
  logfile: "${folder}/log"
  xfrdfile: "${folder}/xfrd"
  zonelistfile: "${folder}/zones"
  cookie-secret-file: "${folder}/cookie"
  rrl-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: "${zone}"
  zonefile: "zone"
`;
}

async function freePort(): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  return port;
}

/** Waits until it answers anything: it reads its zone first. */
async function answers(port: number, isGone: () => boolean): Promise<boolean> {
  const until = performance.now() + START_MS_MAX;
  const socket = createSocket("udp4");
  const answer = once(socket, "message").then(() => true);
  // The root's name servers, of which it knows nothing: any answer will do.
  const question = Uint8Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1);
  let isAnswering = false;
  for (; !isAnswering && !isGone() && performance.now() < until; ) {
    socket.send(question, port, "127.0.0.1");
    isAnswering = await Promise.race([answer, new Promise<false>((resolve) => setTimeout(resolve, WAIT_MS, false))]);
  }
  socket.close();
  return isAnswering;
}
