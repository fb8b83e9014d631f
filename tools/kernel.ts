/** Compiles the kernel of the exact engine and writes its bytes into the source, so that nobody else needs the compiler. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { kernelSource } from "./compile-kernel.ts";

writeFileSync(fileURLToPath(new URL("../src/simulate/population/kernel-bytes.ts", import.meta.url)), kernelSource());
