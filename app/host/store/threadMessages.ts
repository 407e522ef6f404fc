import type { Problem } from "#domain/problems.ts";
import type { TroubleCode } from "./journalWriter.ts";
import type { Holder } from "./lock.ts";
import type { StoreReader } from "./storeReader.ts";
import type { StoreWriter } from "./storeWriter.ts";

/** What the store's threads are started for. */
export type Role = "writer" | "reader";
export interface ThreadStart {
  readonly role: Role;
  readonly folder: string;
  /** For the reader: nobody can be recording, so what says it is was cut short. */
  readonly recordingIsOver?: boolean;
}

/** The calls of each thread. */
export interface Threads {
  readonly writer: StoreWriter;
  readonly reader: StoreReader;
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

/** The first message of a thread: open, or why not. */
export type Opened =
  | { readonly opened: true }
  | { readonly opened: false; readonly held: Holder }
  | { readonly opened: false; readonly problem: Problem }
  | { readonly opened: false; readonly bug: string };

/** What the writing thread says by itself. */
export type ThreadEvent =
  | { readonly event: "changed"; readonly captureIds: readonly string[] }
  | { readonly event: "progress"; readonly captureId: string; readonly doneShare: number }
  | {
      readonly event: "trouble";
      readonly captureId: string;
      readonly code: TroubleCode;
      readonly message: string;
    };

export type FromThread = Answer | Opened | ThreadEvent;
