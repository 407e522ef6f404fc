import { parentPort } from "node:worker_threads";

/** A training thread that breaks down at its first order, as one does that runs out of memory. */
parentPort!.on("message", () => process.exit(9));
parentPort!.postMessage({ ready: "wasm" });
