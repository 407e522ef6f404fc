import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "./engine.mjs";

/** Vitest calls this once before all tests. Where the engine cannot be built, its tests are skipped by name. */
export default async function setup() {
  await ensureEngine(join(dirname(fileURLToPath(import.meta.url)), "../../.."), process.execPath);
}
