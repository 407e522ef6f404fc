import type { CallName, EventName, EventPayload, Input, Output } from "#contract/contract.ts";

/** The host as a shell sees it. One object, whatever carries the words. */
export interface Host {
  /**
   * Answers one call. The input is parsed by the contract's schema first.
   * Rejects only for an unknown call, an input that the schema refuses, or a bug: expected failures are values.
   */
  call(name: string, input: unknown): Promise<unknown>;
  onEvent(listener: <K extends EventName>(name: K, payload: EventPayload<K>) => void): () => void;
  onLiveFrame(listener: (frame: ArrayBuffer) => void): () => void;
  /** Bulk bytes: GET /bulk/… (contract/bulk.ts). The shell has already checked who asks. */
  fetch(request: Request): Promise<Response>;
  /** Stops recording (and finishes it), leaves devices idle, closes the project. */
  close(): Promise<void>;
}

/** What one part of the host answers. Parts are put together in host.ts; a missing call does not compile. */
export type Handlers<K extends CallName> = {
  [N in K]: (input: Input<N>) => Promise<Output<N>>;
};
