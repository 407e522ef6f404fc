import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ProblemError } from "#domain/problems.ts";

/** The folder of the built page. @throws ProblemError shell.notBuilt */
export function findBuiltPage(): string {
  const folder = fileURLToPath(new URL("../../../dist/renderer", import.meta.url));
  if (!existsSync(join(folder, "index.html"))) throw new ProblemError("shell.notBuilt");
  return folder;
}
