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
  const arrays = result.kind === "replications" ? Object.values(result.samples).filter(ArrayBuffer.isView) : [];
  parentPort?.postMessage(
    result,
    arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer),
  );
});
