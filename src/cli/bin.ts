#!/usr/bin/env node
import module from "node:module";

const NODE_MIN = [22, 22] as const;
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
  process.stderr.write(`mailworthy needs Node ${NODE_MIN.join(".")} or newer; this is ${process.versions.node}.\n`);
  process.exit(2);
}

// Compiled code is kept between runs: it takes a third off a cold start.
module.enableCompileCache();
// Whoever reads may stop reading: that is no fault.
process.stdout.on("error", () => undefined);
const { main } = await import("./main.ts");
process.exitCode = await main(process.argv.slice(2));
