import { createRequire } from "node:module";
import type { Trainer } from "../api.ts";
import { ThreadTrainer } from "./threadTrainer.ts";

const require = createRequire(import.meta.url);

type Asked = Pick<Trainer, "backend" | "close">;

/**
 * What trains on this machine, in words for the doctor. TensorFlow.js is started only where tfjs-node is installed and
 * must show that it works. @throws ProblemError learn.workerLost; Error where TensorFlow.js itself is not installed
 */
export async function whatTrains(
  versionOf: (name: string) => string = installedVersion,
  open: () => Asked = () => new ThreadTrainer(),
): Promise<string> {
  const wasm = `TensorFlow.js ${versionOf("@tensorflow/tfjs-backend-wasm")}, WebAssembly`;
  let native: string;
  try {
    native = versionOf("@tensorflow/tfjs-node");
  } catch {
    return wasm;
  }
  const trainer = open();
  try {
    const passed = (await trainer.backend()) === "tfjs-node";
    return passed ? `tfjs-node ${native}` : `${wasm} (tfjs-node ${native} failed its self-check)`;
  } finally {
    await trainer.close();
  }
}

function installedVersion(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}
