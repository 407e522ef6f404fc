import { ProblemError } from "#domain/problems.ts";
import { engineVersion } from "../version.ts";

/** False on a machine that could not compile the engine: its tests are then skipped by name. */
export const engineHere = isHere();

function isHere(): boolean {
  try {
    engineVersion();
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "engine.missing") return false;
    throw error;
  }
}
