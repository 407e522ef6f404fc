import { parentPort, workerData } from "node:worker_threads";
import { EnginePipeline } from "../pipeline.ts";
import { engineVersion } from "../version.ts";

/** Runs a descriptor over rows in a worker thread and posts the engine's hash and how often it decided. */
const { descriptor, rows } = workerData as { descriptor: Uint8Array; rows: Int16Array };
const events = await new EnginePipeline(descriptor).run(rows);
parentPort!.postMessage({ hash: engineVersion().hash, begins: events.map(({ beginIndex }) => beginIndex) });
