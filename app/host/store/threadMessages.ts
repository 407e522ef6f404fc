import type { Problem } from "#domain/problems.ts";
import type { StoreChange } from "./api.ts";
import type { TroubleCode } from "./journalWriter.ts";
import type { Holder } from "./lock.ts";
import type { StoreReader } from "./storeReader.ts";
import type { StoreWriter } from "./storeWriter.ts";

/** What a thread of the store is started for; it is told by `workerData`. */
export type Role = "writer" | "reader";

/** The first call of each thread. */
export interface Opening {
  /**
   * Opens the project; or, for a writer, says who else holds it.
   * @param recordingIsOver for a reader: nobody can be recording, so what says that it is was cut short
   */
  open(folder: string, recordingIsOver: boolean): Holder | null;
}

/** The calls of each thread. */
export interface Threads {
  readonly writer: Opening & StoreWriter;
  readonly reader: Opening & StoreReader;
}

/** A call; `id` 0 wants no answer. */
export interface Request {
  readonly id: number;
  readonly call: string;
  readonly args: readonly unknown[];
}

/** Exactly one answer to a call with an id. `problem` is an expected failure, `bug` is the stack of any other. */
export type Answer = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly problem: Problem }
  | { readonly bug: string }
);

/** What the writing thread says by itself. */
export type ThreadEvent =
  | StoreChange
  | { readonly event: "progress"; readonly captureId: string; readonly doneShare: number }
  | {
      readonly event: "trouble";
      readonly captureId: string;
      readonly code: TroubleCode;
      readonly message: string;
    };

export type FromThread = Answer | ThreadEvent;
