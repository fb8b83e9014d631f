import module from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Part, Played } from "./replication-parts.ts";

module.enableCompileCache();
const { playPart, questionOf } = await import("./replication-parts.ts");

/** A thread that plays the parts of a scenario that it is sent; what it sends back is handed over and not copied. */
const played: Played = workerData;
const question = questionOf(played);
parentPort?.on("message", (part: Part) => {
  const result = playPart(question, part);
  const buffers = result.kind === "replications" ? Object.values(result.samples).flatMap(bufferOf) : [];
  parentPort?.postMessage(result, buffers);
});

function bufferOf(figures: Float64Array | number): readonly ArrayBuffer[] {
  return typeof figures !== "number" && figures.buffer instanceof ArrayBuffer ? [figures.buffer] : [];
}
