import { describe } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { engineVersion } from "../version.ts";

function isHere(): boolean {
  try {
    engineVersion();
    return true;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "engine.missing") return false;
    throw error;
  }
}

/** `describe`, skipped by name on a machine that could not compile the engine. */
export const describeEngine = describe.skipIf(!isHere());
