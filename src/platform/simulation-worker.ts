import { parentPort, workerData } from "node:worker_threads";
import { serve } from "../simulate/population/shared-work.ts";
import type { Served } from "./simulation-threads.ts";

const { memory, thread }: Served = workerData;
serve(memory, thread, () => parentPort?.postMessage("ready"));
