import { engineBinding } from "./binding.ts";

/** Which engine this is. Results carry the hash, so that one made by another engine can say that it is stale. */
export interface EngineVersion {
  /** SHA-256 of the engine's sources, in hex. */
  readonly hash: string;
  /** The version of descriptors that it reads. */
  readonly formatVersion: number;
}

/** @throws ProblemError engine.missing, engine.broken */
export function engineVersion(): EngineVersion {
  const { hash, formatVersion } = engineBinding();
  return { hash, formatVersion };
}
