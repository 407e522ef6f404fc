import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ProblemError } from "#domain/problems.ts";

/** What native/addon exports. Only this folder calls it; everybody else uses the functions beside this file. */
export interface EngineBinding {
  /** SHA-256 of the engine's sources, whatever machine compiled them. */
  readonly hash: string;
  readonly formatVersion: number;
  catalog(): EngineCatalog;
  /** @throws Error with `status` */
  measure(descriptor: Uint8Array, rows: Int16Array, segments: Uint32Array): Promise<NativeMeasurement>;
  readonly Pipeline: new (descriptor: Uint8Array) => NativePipeline;
  readonly Int8Network: new (bytes: Uint8Array, inputs: number) => NativeNetwork<Int8Array>;
  readonly FloatNetwork: new (bytes: Uint8Array, inputs: number) => NativeNetwork<Float32Array>;
}

/** What the engine can do, in the order of its numbers. `columns` 0: one to eight. */
export interface EngineCatalog {
  readonly segmenters: readonly string[];
  readonly features: readonly {
    readonly name: string;
    readonly title: string;
    readonly columns: number;
    readonly parameters: readonly string[];
  }[];
}

/** Decisions as columns; `features` and `scaled` hold shape.features numbers each, `outputs` shape.outputs. */
export interface DecisionColumns {
  readonly begin: Uint32Array;
  readonly end: Uint32Array;
  readonly decided: Uint32Array;
  readonly classNumber: Uint8Array;
  readonly dropped: Uint8Array;
  readonly features: Float32Array;
  readonly scaled: Uint8Array;
  readonly outputs: Int8Array;
}

export interface NativeMeasurement {
  readonly measured: Uint8Array;
  readonly features: Float32Array;
  readonly scaled: Uint8Array;
}

export interface PipelineShape {
  /** int16 values of one frame. */
  readonly inputColumns: number;
  /** Features of a segment, and values of the classifier; 0 where there is none. */
  readonly features: number;
  readonly outputs: number;
  /** RAM that the pipeline takes beside its descriptor and itself. */
  readonly arenaBytes: number;
}

export interface NativePipeline {
  readonly shape: PipelineShape;
  push(rows: Int16Array, from: number, to: number): DecisionColumns;
  pushAsync(rows: Int16Array, from: number, to: number): Promise<DecisionColumns>;
  flush(): DecisionColumns;
  reset(): void;
}

export interface NativeNetwork<Numbers> {
  readonly outputs: number;
  run(inputs: Numbers): Numbers;
  runAsync(inputs: Numbers): Promise<Numbers>;
}

const FILE = "engine.node";
/** From the sources (app/host/engine) and from the built studio (dist/electron). */
const PLACES = ["../../../dist/addon", "../addon"].map((folder) => join(import.meta.dirname, folder, FILE));

let loaded: EngineBinding | undefined;

/** The engine, loaded at the first call. @throws ProblemError engine.missing, engine.broken */
export function engineBinding(): EngineBinding {
  loaded ??= loadFrom(PLACES);
  return loaded;
}

/** The first of these files that is there. @throws ProblemError engine.missing, engine.broken */
export function loadFrom(files: readonly string[]): EngineBinding {
  // A packed app keeps native files beside its archive.
  const places = files.flatMap((place) => [place.replace("app.asar", "app.asar.unpacked"), place]);
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new ProblemError("engine.missing");
  try {
    return createRequire(import.meta.url)(file) as EngineBinding;
  } catch (cause) {
    throw new ProblemError("engine.broken", { reason: reasonOf(cause) }, { cause });
  }
}

/** Does `work`; what the engine refuses becomes a ProblemError engine.refused with the `status` and its words. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const status = (error as { status?: unknown }).status;
    if (error instanceof ProblemError || typeof status !== "string") throw error;
    throw new ProblemError("engine.refused", { status, reason: reasonOf(error) }, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split("\n", 1)[0]! : String(error);
}
