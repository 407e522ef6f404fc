import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/**
 * The folder of specifications and real recordings that stands beside a checkout (or beside the folder of its work
 * trees); RINGSIDE_SHARED names another place. Undefined in a bare public clone: what needs it is then skipped by name.
 */
export function sharedFolder() {
  const places = [process.env.RINGSIDE_SHARED, join(root, "../shared"), join(root, "../../shared")];
  return places.find((place) => place && existsSync(join(place, "spec")));
}
