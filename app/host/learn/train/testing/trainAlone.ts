import { ThreadTrainer } from "../threadTrainer.ts";
import { hashOf, TASKS } from "./tasks.ts";

/** Run as a process of its own: prints the backend and the hash of each task's result as JSON. */
const trainer = new ThreadTrainer();
const options = { signal: new AbortController().signal, onEpoch() {} };
const hashes: Record<string, string> = {};
for (const [kind, { plan, training, validation }] of Object.entries(TASKS)) {
  hashes[kind] = hashOf(await trainer.train(plan, training, validation, options));
}
console.log(JSON.stringify({ backend: await trainer.backend(), hashes }));
await trainer.close();
