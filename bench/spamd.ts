import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter } from "node:path";

/** A running SpamAssassin. */
export interface Spamd {
  /** Judges a message and returns the score. */
  readonly check: (message: Uint8Array) => Promise<number>;
  readonly end: () => Promise<void>;
}

const START_MS_MAX = 60_000;
const WAIT_MS = 100;

/** Where Debian puts it is not on every path. */
function program(): string | undefined {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.map((folder) => `${folder}/spamd`).find((file) => existsSync(file));
}

/** Starts `spamd` with local tests only and two children, on a socket of its own; undefined where it is not installed. */
export async function startSpamd(): Promise<Spamd | undefined> {
  const file = program();
  if (file === undefined) return undefined;
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-spamd-`);
  const socket = `${folder}/socket`;
  const children = ["--max-children=2", "--min-children=2", "--max-spare=2", "--min-spare=1"];
  const args = ["--local", "--nouser-config", ...children, `--socketpath=${socket}`, "--syslog=null"];
  const child = spawn(file, args, { stdio: "ignore" });
  const end = async (): Promise<void> => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(socket, child);
  } catch (fault) {
    await end();
    throw fault;
  }
  return { check: (message) => check(socket, message), end };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** Waits until it answers: it compiles its rules first. */
async function answering(socket: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + START_MS_MAX;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`spamd ended with ${child.exitCode}`);
    const answer = await exchange(socket, "PING SPAMC/1.5\r\n\r\n").catch(() => "");
    if (answer.includes("PONG")) return;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw new Error("spamd does not answer");
}

async function check(socket: string, message: Uint8Array): Promise<number> {
  const answer = await exchange(socket, `CHECK SPAMC/1.5\r\nContent-length: ${message.length}\r\n\r\n`, message);
  const [, score] = /^Spam: \w+ ; (-?[\d.]+) \//m.exec(answer) ?? [];
  if (score === undefined) throw new Error(`spamd answers ${answer.slice(0, 200)}`);
  return Number(score);
}

/** One question and its answer: the protocol knows one for each connection. */
function exchange(path: string, head: string, body: Uint8Array = new Uint8Array()): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const connection = connect({ path, allowHalfOpen: true }, () => {
      connection.write(head);
      connection.end(body);
    });
    connection.on("data", (chunk) => {
      answer += chunk.toString();
    });
    connection.on("error", reject);
    connection.on("end", () => resolve(answer));
  });
}
