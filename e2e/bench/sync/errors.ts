import type { FoundSync } from "#domain/sync/findSync.ts";
import { type SyncLine, videoToCaptureUs } from "#domain/sync/video.ts";
import { median, rounded } from "../measure.ts";

/** A frame at 30 a second. A line that is nowhere farther off shows every label at its frame. */
const FRAME_MS = 1000 / 30;

/** How far lines that were found lie from the true ones, where they are worst in their video. */
export class SyncErrors {
  readonly #errorsMs: number[] = [];
  readonly #tookMs: number[] = [];
  readonly #refused = new Map<string, number>();

  add(found: FoundSync, truth: SyncLine, [fromUs, toUs]: readonly [number, number], tookMs: number): void {
    this.#tookMs.push(tookMs);
    if (!found.sure) {
      this.#refused.set(found.reason, (this.#refused.get(found.reason) ?? 0) + 1);
      return;
    }
    const at = (us: number) => Math.abs(videoToCaptureUs(found.sync.line, us) - videoToCaptureUs(truth, us)) / 1000;
    this.#errorsMs.push(Math.max(at(fromUs), at(toUs)));
  }

  report(): object {
    const sorted = this.#errorsMs.toSorted((a, b) => a - b);
    const pairs = this.#tookMs.length;
    return {
      pairs,
      sure: sorted.length,
      refusedShare: rounded((pairs - sorted.length) / pairs),
      refused: Object.fromEntries(this.#refused),
      errorMs:
        sorted.length === 0
          ? null
          : { median: rounded(median(sorted)), p95: rounded(share(sorted, 0.95)), largest: rounded(sorted.at(-1)!) },
      /** Said to be sure, and more than a frame off. */
      wrong: sorted.filter((ms) => ms > FRAME_MS).length,
      searchMs: rounded(median(this.#tookMs)),
    };
  }
}

function share(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)]!;
}
