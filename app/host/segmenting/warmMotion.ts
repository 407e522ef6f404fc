import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../store/api.ts";
import { readMotion, type StreamMotion } from "./streamMotion.ts";

/** Two gloves for ten hours at 119 Hz are 103 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

type ReadingStore = Pick<ProjectStore, "capture" | "readSamples">;

interface Warm {
  /** Which rows it was read from: a capture that grows is read again. */
  readonly rows: string;
  readonly motion: Promise<readonly StreamMotion[]>;
  bytes: number;
}

/**
 * The motion of the captures that were asked for last, kept in memory up to a limit, so that a slider may ask for the same
 * capture many times a second.
 */
export class WarmMotion {
  #store: ReadingStore | null = null;
  /** The one that was asked for last stands last. */
  readonly #warm = new Map<string, Warm>();
  readonly #mostBytes: number;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /**
   * The streams of a capture that hold motion.
   * @throws ProblemError segmenter.noSignal where none does, and those of the store
   */
  async of(store: ReadingStore, captureId: string): Promise<readonly StreamMotion[]> {
    if (this.#store !== store) this.#warm.clear();
    this.#store = store;
    const { streams } = await store.capture(captureId);
    const rows = streams.map(({ id, rows, endIndex, hand, clock }) => [
      id,
      rows,
      endIndex,
      hand,
      ...Object.values(clock),
    ]);
    const state = JSON.stringify(rows);
    const known = this.#warm.get(captureId);
    this.#warm.delete(captureId);
    if (known?.rows === state) {
      this.#warm.set(captureId, known);
      return known.motion;
    }
    const warm: Warm = { rows: state, bytes: 0, motion: readStreams(store, captureId, streams) };
    this.#warm.set(captureId, warm);
    try {
      const motion = await warm.motion;
      warm.bytes = motion.reduce((sum, { bytes }) => sum + bytes, 0);
      this.#cool();
      return motion;
    } catch (error) {
      if (this.#warm.get(captureId) === warm) this.#warm.delete(captureId);
      throw error;
    }
  }

  /** Lets go of what was asked for longest ago. The newest stays, however large. */
  #cool(): void {
    let bytes = [...this.#warm.values()].reduce((sum, warm) => sum + warm.bytes, 0);
    for (const [captureId, warm] of this.#warm) {
      if (bytes <= this.#mostBytes || this.#warm.size === 1) return;
      this.#warm.delete(captureId);
      bytes -= warm.bytes;
    }
  }
}

async function readStreams(
  store: ReadingStore,
  captureId: string,
  streams: Awaited<ReturnType<ReadingStore["capture"]>>["streams"],
): Promise<readonly StreamMotion[]> {
  const motion: StreamMotion[] = [];
  let blind: ProblemError | null = null;
  for (const stream of streams) {
    try {
      motion.push(await readMotion(store, captureId, stream));
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== "segmenter.noSignal") throw error;
      blind = error;
    }
  }
  if (motion.length === 0) throw blind ?? new ProblemError("segmenter.noSignal", { signal: "acceleration" });
  return motion;
}
