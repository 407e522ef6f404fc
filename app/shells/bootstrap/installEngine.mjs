import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureEngine } from "./engine.mjs";
import { findNode24 } from "./node24.mjs";

/** The last step of `npm ci`. It never makes an install fail: the studio starts without the engine, and says so. */
const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
await ensureEngine(root, findNode24(root) ?? process.execPath).catch((error) => console.log(String(error)));
