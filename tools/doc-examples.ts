/**
 * Runs the examples of a hand-written page. A fenced block says by its info string what it is:
 *
 *   `html file=a/b.html`    written to that file of the page's own scratch folder
 *   `sh run exit=1`         run there by a shell, `mailworthy` being this checkout; exit code 0 unless stated
 *   `ts run`                run there by Node, "mailworthy" being this checkout's `src/index.ts`
 *   `text output`           what the block before it prints
 *
 * `samples/` is there as in a checkout.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A fenced block of a page: its info string, its inside, and where that stands. */
interface Block {
  readonly info: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A run block and what came of it. */
export interface Ran {
  /** Its line in the page, from 1. */
  readonly line: number;
  readonly exitCode: number;
  readonly exitCodeStated: number;
  readonly printed: string;
  /** The inside of the output block behind it, if one follows. */
  readonly shown: string | undefined;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a page's examples in order, in one scratch folder that is gone afterwards. */
export function runExamples(page: string): readonly Ran[] {
  const blocks = blocksOf(page);
  return inScratch((scratch) =>
    blocks.flatMap((block, at) => {
      writeFileOf(block, scratch);
      return block.info.includes("run") ? [ranBlock(block, blocks[at + 1], page, scratch)] : [];
    }),
  );
}

/** The page with its output blocks holding what the examples print now. */
export function withOutputs(page: string): string {
  const runs = runExamples(page).filter(({ shown }) => shown !== undefined);
  let filled = page;
  for (const [at, block] of blocksOf(page).filter(isOutput).toReversed().entries()) {
    const ran = runs[runs.length - 1 - at];
    if (ran) filled = filled.slice(0, block.start) + ran.printed + filled.slice(block.end);
  }
  return filled;
}

function blocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```(\S[^\n]*)\n([\s\S]*?)^```$/gm)].map(({ 0: whole, 1: info = "", 2: text = "", index }) => {
    const start = index + whole.indexOf("\n") + 1;
    return { info: info.split(" "), text, start, end: start + text.length };
  });
}

function isOutput({ info }: Block): boolean {
  return info.includes("output");
}

function ranBlock(block: Block, next: Block | undefined, page: string, scratch: string): Ran {
  const { exitCode, printed } = block.info[0] === "ts" ? runTypeScript(block.text, scratch) : runShell(block.text, scratch);
  return {
    line: page.slice(0, block.start).split("\n").length - 1,
    exitCode,
    exitCodeStated: Number(valueOf(block, "exit") ?? 0),
    printed,
    shown: next && isOutput(next) ? next.text : undefined,
  };
}

function writeFileOf(block: Block, scratch: string): void {
  const file = valueOf(block, "file");
  if (file === undefined) return;
  mkdirSync(dirname(join(scratch, file)), { recursive: true });
  writeFileSync(join(scratch, file), block.text);
}

function valueOf({ info }: Block, key: string): string | undefined {
  return info.find((each) => each.startsWith(`${key}=`))?.slice(key.length + 1);
}

function runShell(script: string, scratch: string) {
  return run("sh", ["-c", script], scratch);
}

function runTypeScript(source: string, scratch: string) {
  const index = new URL("../src/index.ts", import.meta.url).href;
  writeFileSync(join(scratch, "example.ts"), source.replaceAll('"mailworthy"', JSON.stringify(index)));
  return run(process.execPath, ["example.ts"], scratch);
}

function run(command: string, args: readonly string[], scratch: string) {
  const path = `${join(scratch, ".bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const env = { PATH: path, NO_COLOR: "1", NODE_NO_WARNINGS: "1" };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: scratch, env, encoding: "utf8" });
  return { exitCode: status ?? -1, printed: stdout + stderr };
}

function inScratch<T>(use: (scratch: string) => T): T {
  const scratch = mkdtempSync(join(tmpdir(), "mailworthy-docs-"));
  try {
    mkdirSync(join(scratch, ".bin"));
    const shim = join(scratch, ".bin", "mailworthy");
    writeFileSync(shim, `#!/bin/sh\nexec "${process.execPath}" "${root}src/cli/bin.ts" "$@"\n`);
    chmodSync(shim, 0o755);
    symlinkSync(`${root}samples`, join(scratch, "samples"));
    return use(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
