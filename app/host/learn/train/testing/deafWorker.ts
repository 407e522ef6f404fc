import { parentPort } from "node:worker_threads";

/** A training thread that takes orders and never answers, nor looks at its flag. */
parentPort!.on("message", () => {});
parentPort!.postMessage({ ready: "wasm" });
