import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * How the kernel is compiled: no runtime, and memory that the engine makes and shares between threads. 65,536 pages are the
 * most that there can be; the engine makes memory with a bound of its own.
 */
const flags: readonly string[] = [
  "-O3",
  "--runtime=stub",
  "--noAssert",
  "--enable=simd,threads",
  "--importMemory",
  "--sharedMemory",
  "--initialMemory=1",
  "--maximumMemory=65536",
];

/** The text of `kernel-bytes.ts`, compiled from the folder `kernel`. */
export function kernelSource(): string {
  const folder = mkdtempSync(`${tmpdir()}/mailworthy-kernel-`);
  const wasm = `${folder}/kernel.wasm`;
  const args = [
    "node_modules/assemblyscript/bin/asc.js",
    "src/simulate/population/kernel/kernel.ts",
    `--outFile=${wasm}`,
    ...flags,
  ];
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
