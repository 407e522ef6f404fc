import { ProblemError } from "#domain/problems.ts";
import { type DecisionColumns, engineBinding, type NativePipeline, type PipelineShape, refusing } from "./binding.ts";
import { type EngineEvent, eventsOf } from "./events.ts";

/** Frames of one piece of work off the main thread: some 10 ms, so that a cancel and a progress bar do not wait. */
const CHUNK_FRAMES = 65_536;

export interface RunOptions {
  /** Ends the run between two pieces of work. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((doneShare: number) => void) | undefined;
}

/** Checks a descriptor without running it, and says its shape. @throws ProblemError engine.refused, engine.missing */
export function checkDescriptor(descriptor: Uint8Array): PipelineShape {
  return new EnginePipeline(descriptor).shape;
}

/**
 * A pipeline that stands ready for a stream: what the glove runs, bit for bit. Rows are int16, interleaved, of
 * `shape.inputColumns` values a frame; sample indexes count frames since the last reset. Events do not depend on how the
 * frames are grouped into calls.
 */
export class EnginePipeline {
  readonly shape: PipelineShape;
  readonly #native: NativePipeline;
  #running = false;

  /** Copies the descriptor. @throws ProblemError engine.refused with the name of what is wrong; engine.missing */
  constructor(descriptor: Uint8Array) {
    const binding = engineBinding();
    this.#native = refusing(() => new binding.Pipeline(descriptor));
    this.shape = this.#native.shape;
  }

  /** Frames that have just come, at once on this thread: for live streams. */
  push(rows: Int16Array): EngineEvent[] {
    this.#mustRest();
    return eventsOf(this.#native.push(rows, 0, this.#frames(rows)), this.shape);
  }

  /** The same off this thread. The rows are read in place; until it settles the pipeline takes nothing else. */
  async pushAside(rows: Int16Array): Promise<EngineEvent[]> {
    this.#mustRest();
    this.#running = true;
    try {
      return eventsOf(await this.#native.pushAsync(rows, 0, this.#frames(rows)), this.shape);
    } finally {
      this.#running = false;
    }
  }

  /** The end of the stream: an event that was still open, for segmenters that keep it. */
  flush(): EngineEvent[] {
    this.#mustRest();
    return eventsOf(this.#native.flush(), this.shape);
  }

  /** As if no frame had ever come. */
  reset(): void {
    this.#mustRest();
    this.#native.reset();
  }

  /**
   * A whole stream off the main thread, from a reset to the flush. The rows are read in place: do not write to them, nor
   * transfer their buffer, before it ends. While it runs the pipeline takes nothing else.
   * @throws ProblemError engine.cancelled
   */
  async run(rows: Int16Array, options: RunOptions = {}): Promise<EngineEvent[]> {
    const events: EngineEvent[] = [];
    for await (const columns of this.runColumns(rows, options)) {
      for (const event of eventsOf(columns, this.shape)) events.push(event);
    }
    return events;
  }

  /** The same, piece by piece and as columns: for very many events. */
  async *runColumns(rows: Int16Array, { signal, onProgress }: RunOptions = {}): AsyncGenerator<DecisionColumns> {
    const frames = this.#frames(rows);
    this.#mustRest();
    this.#running = true;
    try {
      this.#native.reset();
      for (let from = 0; from < frames; from += CHUNK_FRAMES) {
        if (signal?.aborted) throw new ProblemError("engine.cancelled");
        const to = Math.min(from + CHUNK_FRAMES, frames);
        yield await this.#native.pushAsync(rows, from, to);
        onProgress?.(to / frames);
      }
      if (signal?.aborted) throw new ProblemError("engine.cancelled");
      yield this.#native.flush();
    } finally {
      this.#running = false;
    }
  }

  #mustRest(): void {
    if (this.#running) throw new TypeError("the pipeline is at work; wait for its run to end");
  }

  #frames(rows: Int16Array): number {
    const frames = rows.length / this.shape.inputColumns;
    if (!Number.isInteger(frames)) throw new RangeError("half a frame at the end of the rows");
    return frames;
  }
}
