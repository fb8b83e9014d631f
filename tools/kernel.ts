/** Compiles the kernels of the engines and writes their bytes into the source, so that nobody else needs the compiler. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kernelSource, kernels } from "./compile-kernel.ts";

for (const kernel of kernels) writeFileSync(fileURLToPath(new URL(`../${kernel.bytes}`, import.meta.url)), kernelSource(kernel));
