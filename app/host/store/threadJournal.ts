import type { CaptureSummary, Gap } from "#domain/captures.ts";
import type { SampleArray } from "#domain/channels.ts";
import type { Arrival, Journal, StreamEnd } from "./api.ts";
import type { TroubleCode } from "./journalWriter.ts";
import type { StoreThread } from "./storeThread.ts";

interface StreamState {
  readonly channels: number;
  nextIndex: number;
}

/** The recorder's end of a journal: every call is a message to the writing thread. */
export class ThreadJournal implements Journal {
  readonly capture: CaptureSummary;
  readonly #thread: StoreThread<"writer">;
  readonly #streams: Map<number, StreamState>;
  readonly #listeners = new Set<(code: TroubleCode, message: string) => void>();
  #onProgress: (doneShare: number) => void = () => {};
  #finishing = false;

  readonly #onFinished: () => void;

  constructor(thread: StoreThread<"writer">, capture: CaptureSummary, onFinished: () => void) {
    this.#thread = thread;
    this.#onFinished = onFinished;
    this.capture = capture;
    this.#streams = new Map(
      capture.streams.map(({ id, format }) => [id, { channels: format.channels.length, nextIndex: 0 }]),
    );
  }

  append(streamId: number, firstIndex: number, rows: SampleArray, arrivals: readonly Arrival[]): void {
    const stream = this.#stream(streamId);
    const count = rows.length / stream.channels;
    if (!Number.isInteger(count)) throw new RangeError(`${rows.length} values are no rows of ${stream.channels}`);
    if (!isIndex(firstIndex) || firstIndex < stream.nextIndex)
      throw new RangeError(`row ${firstIndex} after row ${stream.nextIndex - 1}`);
    stream.nextIndex = firstIndex + count;
    // A copy of just these rows: they may be a view into something large that the live view still shows.
    const own = rows.slice();
    this.#thread.tell("append", [this.capture.id, streamId, firstIndex, own, [...arrivals]], [own.buffer]);
  }

  gap(streamId: number, gap: Gap): void {
    this.#stream(streamId);
    if (!isIndex(gap.firstIndex) || !isIndex(gap.rows))
      throw new RangeError(`a gap of ${gap.rows} at ${gap.firstIndex}`);
    if (gap.rows > 0) this.#thread.tell("gap", [this.capture.id, streamId, gap]);
  }

  progress(streamId: number, end: StreamEnd): void {
    this.#stream(streamId);
    // A line that a fit could not find yet must not hold up the rows: what was told before stays.
    const { startUs, rateHz } = end.clock;
    if (!Number.isFinite(startUs) || !Number.isFinite(rateHz) || rateHz <= 0) return;
    this.#thread.tell("progress", [this.capture.id, streamId, end]);
  }

  onTrouble(listener: (code: TroubleCode, message: string) => void): void {
    this.#listeners.add(listener);
  }

  async finish(
    ends: readonly StreamEnd[],
    durationUs: number,
    onProgress: (doneShare: number) => void,
  ): Promise<CaptureSummary> {
    this.#onProgress = onProgress;
    this.#finishing = true;
    const finished = await this.#thread.call("finish", this.capture.id, ends, durationUs);
    this.#onFinished();
    return finished;
  }

  /** The writing thread's word on this journal. */
  troubled(code: TroubleCode, message: string): void {
    for (const listener of this.#listeners) listener(code, message);
  }

  progressed(doneShare: number): void {
    this.#onProgress(doneShare);
  }

  /** @throws RangeError for a bug of the caller; the disk never makes these calls throw. */
  #stream(streamId: number): StreamState {
    if (this.#finishing) throw new RangeError(`capture ${this.capture.id} is finished`);
    const stream = this.#streams.get(streamId);
    if (!stream) throw new RangeError(`capture ${this.capture.id} has no stream ${streamId}`);
    return stream;
  }
}

function isIndex(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
