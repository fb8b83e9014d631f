import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));

/** How one run of the command line ended. */
export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of files made for a test. */
export interface Folder {
  readonly path: string;
  readonly write: (name: string, content: string | Uint8Array) => void;
  /** Runs the command line in the folder; a run that would never end is ended after `timeout` ms. */
  readonly run: (args: readonly string[], input?: string | Uint8Array, timeout?: number) => Run;
  /** Starts the command line in the folder, and does not wait for its end. */
  readonly start: (args: readonly string[]) => ChildProcess;
  readonly remove: () => void;
}

/** Makes a folder with files in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Folder {
  const path = mkdtempSync(join(tmpdir(), "mailworthy-"));
  const write = (name: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  const run = (args: readonly string[], input: string | Uint8Array = "", timeout?: number): Run => {
    const env = { ...process.env, NODE_NO_WARNINGS: "1" };
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
      cwd: path,
      input,
      encoding: "utf8",
      env,
      timeout,
    });
    return { code: status, out: stdout, err: stderr };
  };
  const start = (args: readonly string[]): ChildProcess => spawn(process.execPath, [bin, ...args], { cwd: path });
  return { path, write, run, start, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs the command line with nobody reading what it writes. */
export function runUnread(args: readonly string[]): Promise<{ readonly code: number | null; readonly err: string }> {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, NODE_NO_WARNINGS: "1" } });
  let err = "";
  child.stdout.destroy();
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, err })));
}
