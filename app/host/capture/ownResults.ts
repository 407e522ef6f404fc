import type { GloveResult } from "#domain/deploy/recognition.ts";
import type { Block } from "./rowPlacer.ts";

/** What a glove recognised by itself. */
export interface GloveSaid {
  readonly result: GloveResult;
  readonly hostTimeUs: number;
  /** Of its segment, on the index of the session's first stream; null where the glove sends no rows or does not tell. */
  readonly beginIndex: number | null;
}

/** Puts a glove's own results on the index of its rows: it counts from the first row that it sent since it began. */
export class OwnResults {
  #firstIndex: number | null = null;
  /** Results that came before their first row had its place. */
  #early: Omit<GloveSaid, "beginIndex">[] = [];

  /** The glove begins to count anew. */
  begin(): void {
    this.#firstIndex = null;
    this.#early = [];
  }

  /** Rows of the first stream have their place. Returns the results that waited for that. */
  placed(blocks: readonly Block[]): GloveSaid[] {
    this.#firstIndex ??= blocks[0]?.firstIndex ?? null;
    return this.#firstIndex === null ? [] : this.#early.splice(0).map((early) => this.#said(early));
  }

  /** Null where it has to wait for the first row; `hasRows`: the glove sends rows too. */
  take(result: GloveResult, hostTimeUs: number, hasRows: boolean): GloveSaid | null {
    if (!hasRows || this.#firstIndex !== null) return this.#said({ result, hostTimeUs });
    this.#early.push({ result, hostTimeUs });
    return null;
  }

  #said({ result, hostTimeUs }: Omit<GloveSaid, "beginIndex">): GloveSaid {
    const { segmentStart } = result;
    const beginIndex = this.#firstIndex === null || segmentStart === null ? null : this.#firstIndex + segmentStart;
    return { result, hostTimeUs, beginIndex };
  }
}
