import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** How a kernel is compiled: without a runtime, over memory that it is given. */
const flags: readonly string[] = ["-O3", "--runtime=stub", "--noAssert", "--enable=simd,threads", "--importMemory"];

/** A kernel: its program, where its bytes are written, and what it is compiled with besides. */
export interface Kernel {
  readonly program: string;
  readonly bytes: string;
  readonly flags: readonly string[];
}

const people = "src/simulate/population";

export const kernels: readonly Kernel[] = [
  {
    program: `${people}/kernel/kernel.ts`,
    bytes: `${people}/kernel-bytes.ts`,
    // Threads share it. 65,536 pages are the most that there can be; the engine makes memory with a bound of its own.
    flags: ["--sharedMemory", "--initialMemory=1", "--maximumMemory=65536"],
  },
  {
    program: `${people}/once/kernel/once.ts`,
    bytes: `${people}/once/kernel-bytes.ts`,
    // What it has of its own stands before the addresses of layout.ts.
    flags: ["--initialMemory=1", "--memoryBase=64"],
  },
];

/** The text of the file with a kernel's bytes. */
export function kernelSource(kernel: Kernel): string {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-kernel-`);
  const wasm = `${folder}/kernel.wasm`;
  const args = ["node_modules/assemblyscript/bin/asc.js", kernel.program, `--outFile=${wasm}`, ...flags, ...kernel.flags];
  try {
    execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    return `/** The compiled kernel in base64. Written by \`npm run kernel\`; do not edit. */
export const kernelBytes =
  "${readFileSync(wasm, "base64")}";
`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
