import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "./engine.mjs";

/** Vitest calls this once before all tests. Without a compiler the engine's tests are skipped by name. */
export default async function setup() {
  const engine = await ensureEngine(join(dirname(fileURLToPath(import.meta.url)), "../../.."), process.execPath);
  if (engine === "failed") throw new Error("the engine does not compile");
}
