import { parentPort, workerData } from "node:worker_threads";
import { layOut, type MapLayout, type MapTask } from "./layOut.ts";

export type FromMap = { readonly done: number } | { readonly layout: MapLayout };

/** Lays out one map and ends. */
const say = (message: FromMap) => parentPort!.postMessage(message);
say({ layout: layOut(workerData as MapTask, (done) => say({ done })) });
