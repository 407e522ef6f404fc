import { encodeLiveFrame } from "#contract/liveFrame.ts";
import { newSampleArray, type StreamFormat } from "#domain/channels.ts";
import { hostNowUs } from "../sources/source.ts";
import type { Block } from "./rowPlacer.ts";

/** 29 frames a second for one device. */
const TICK_MS = 34;
/** With 29 ticks a second this keeps all devices together under 60. */
const FRAMES_A_TICK = 2;
/** A picture of the last 10 s is of no use for rows that are older than what fits into this. */
const MOST_ROWS = 8_192;

/**
 * The live picture: gathers what devices send into at most 30 frames a second each and 60 in all. It only ever looks:
 * what it drops is still recorded.
 */
export class LiveView {
  readonly #waiting = new Map<number, { format: StreamFormat; blocks: Block[]; rows: number }>();
  readonly #listeners = new Set<(frame: ArrayBuffer) => void>();
  readonly #timer = setInterval(() => this.#send(), TICK_MS);

  onFrame(listener: (frame: ArrayBuffer) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(liveKey: number, format: StreamFormat, block: Block): void {
    if (this.#listeners.size === 0) return;
    let waiting = this.#waiting.get(liveKey);
    if (waiting === undefined) {
      waiting = { format, blocks: [], rows: 0 };
      this.#waiting.set(liveKey, waiting);
    }
    waiting.blocks.push(block);
    waiting.rows += block.count;
    while (waiting.rows > MOST_ROWS && waiting.blocks.length > 1) waiting.rows -= waiting.blocks.shift()!.count;
  }

  close(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
    this.#waiting.clear();
  }

  #send(): void {
    // Map order is the order of arrival, so with many devices each gets its turn.
    for (const [liveKey, { format, blocks }] of [...this.#waiting].slice(0, FRAMES_A_TICK)) {
      this.#waiting.delete(liveKey);
      const frame = liveFrame(liveKey, format, blocks);
      for (const listener of this.#listeners) listener(frame);
    }
  }
}

function liveFrame(liveKey: number, format: StreamFormat, blocks: readonly Block[]): ArrayBuffer {
  const width = format.channels.length;
  const values = newSampleArray(
    format.sampleType,
    blocks.reduce((sum, block) => sum + block.rows.length, 0),
  );
  const runs: { firstIndex: number; rows: number }[] = [];
  let at = 0;
  for (const { firstIndex, count, rows } of blocks) {
    values.set(rows, at);
    at += rows.length;
    const last = runs.at(-1);
    if (last !== undefined && last.firstIndex + last.rows === firstIndex) last.rows += count;
    else runs.push({ firstIndex, rows: count });
  }
  const hostTimeUs = blocks.at(-1)!.hostTimeUs;
  const slice = { key: liveKey, sampleType: format.sampleType, width, runs, values };
  return encodeLiveFrame({ hostTimeUs, lagMs: Math.max(0, hostNowUs() - hostTimeUs) / 1_000, slice });
}
