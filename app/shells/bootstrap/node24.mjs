import { existsSync } from "node:fs";
import { join } from "node:path";

/** The oldest Node that runs the studio: it strips types, and the database binding crashes under older ones. */
export const NODE_NEEDED = 24;

/**
 * The Node that runs the studio: the one that `npm ci` brought, else this one where it is new enough, else null.
 * @param {string} root the folder of package.json
 */
export function findNode24(root) {
  const [folder, program] = process.platform === "win32" ? ["win", "node.exe"] : [process.platform, "node"];
  const brought = join(root, "node_modules", `node-${folder}-${process.arch}`, "bin", program);
  if (existsSync(brought)) return brought;
  return Number(process.versions.node.split(".")[0]) >= NODE_NEEDED ? process.execPath : null;
}
