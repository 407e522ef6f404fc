import { createStore, type StoreApi } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { Outcome } from "#contract/schemas.ts";
import type { Problem } from "#domain/problems.ts";
import { calm } from "../app/ask.ts";
import { cancelJob, onShare } from "../app/job.ts";
import { NewestOnly } from "../app/newestOnly.ts";

export interface LookupState<V> {
  /** The newest answer; it stays until the next one is there. */
  readonly value: V | null;
  /** Why there is no answer to the newest question. */
  readonly problem: Problem | null;
  readonly busy: boolean;
  /** How much of it is done; null where nobody knows. */
  readonly share: number | null;
}

const AT_REST = { value: null, problem: null, busy: false, share: null };

/** An answer of the host that follows a question that changes: only the newest question is worked on. */
export class Lookup<A, V> {
  readonly store: StoreApi<LookupState<V>> = createStore<LookupState<V>>(() => AT_REST);
  readonly #newest: NewestOnly<A, Outcome<V> | undefined>;
  #jobId = "";
  #key: string | null = null;

  constructor(studio: Pick<Studio, "call" | "on">, look: (asked: A, jobId: string) => Promise<Outcome<V>>) {
    this.#newest = new NewestOnly(
      (asked) => {
        const jobId = crypto.randomUUID();
        this.#jobId = jobId;
        return {
          result: calm(look(asked, jobId)),
          cancel: () => void cancelJob(studio, { jobId }),
        };
      },
      (outcome) => this.#show(outcome),
    );
    onShare(studio, (jobId, share) => {
      if (jobId === this.#jobId && this.store.getState().busy) this.store.setState({ share });
    });
  }

  /** Nothing is done where the same was asked last of the same version of what the answer is made of. */
  want(asked: A, version = 0): void {
    const key = JSON.stringify([asked, version]);
    if (key === this.#key) return;
    this.#key = key;
    this.store.setState({ busy: true, share: null });
    this.#newest.want(asked);
  }

  /** What is under way is stopped; the answer before it stays, and the question may be asked again. */
  stop(): void {
    this.#key = null;
    this.#newest.stop();
    this.store.setState({ busy: false, share: null });
  }

  forget(): void {
    this.stop();
    this.store.setState(AT_REST);
  }

  #show(outcome: Outcome<V> | undefined): void {
    if (outcome === undefined) this.#key = null;
    this.store.setState({
      busy: false,
      share: null,
      ...(outcome === undefined
        ? {}
        : outcome.ok
          ? { value: outcome.value, problem: null }
          : { value: null, problem: outcome.problem }),
    });
  }
}
