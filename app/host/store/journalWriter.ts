import type { CaptureStream, CaptureSummary, Gap } from "#domain/captures.ts";
import type { SampleArray } from "#domain/channels.ts";
import { ProblemError } from "#domain/problems.ts";
import { indexToUs } from "#domain/time.ts";
import type { Arrival, StreamEnd } from "./api.ts";
import { encodeArrivals } from "./arrivalsCodec.ts";
import { bytesOf } from "./bytes.ts";
import { PendingRows } from "./pendingRows.ts";
import { type Db, diskProblem } from "./sqlite.ts";

/** Rows wait this long for their transaction; 50 ms are left for it, so that they are on disk within 250 ms. */
const FLUSH_AFTER_MS = 200;
/** How long a failing disk is left alone before the next try. */
const RETRY_AFTER_MS = 250;
/** The length of a chunk, so that a 10 s window reads three and a whole hour 720. */
export const CHUNK_S = 5;

export type TroubleCode = "disk.full" | "disk.failed" | "disk.recovered";

export function chunkRowsOf(stream: CaptureStream): number {
  return Math.max(1, Math.round(stream.format.nominalRateHz * CHUNK_S));
}

/** Takes the rows of one recording in memory and writes them, one transaction a flush. A failed flush keeps them. */
export class JournalWriter {
  readonly #db: Db;
  readonly #sql: ReturnType<typeof statements>;
  readonly #captureId: string;
  readonly #pending: Map<number, PendingRows>;
  readonly #onTrouble: (code: TroubleCode, message: string) => void;
  #gaps: { streamId: number; gap: Gap }[] = [];
  #progress = new Map<number, StreamEnd>();
  #timer: NodeJS.Timeout | null = null;
  #trouble: TroubleCode | null = null;

  constructor(db: Db, capture: CaptureSummary, onTrouble: (code: TroubleCode, message: string) => void) {
    this.#db = db;
    this.#sql = statements(db);
    this.#captureId = capture.id;
    this.#onTrouble = onTrouble;
    this.#pending = new Map(
      capture.streams.map((stream) => [stream.id, new PendingRows(stream.format.channels.length, chunkRowsOf(stream))]),
    );
  }

  append(streamId: number, firstIndex: number, rows: SampleArray, arrivals: readonly Arrival[]): void {
    this.#pending.get(streamId)?.add(firstIndex, rows, arrivals);
    this.#arm(FLUSH_AFTER_MS);
  }

  gap(streamId: number, gap: Gap): void {
    this.#gaps.push({ streamId, gap });
    this.#arm(FLUSH_AFTER_MS);
  }

  progress(streamId: number, end: StreamEnd): void {
    this.#progress.set(streamId, end);
    this.#arm(FLUSH_AFTER_MS);
  }

  /**
   * Writes everything that waits, now.
   * @returns null when it is on disk; else why not: the trouble was told and the next try is on its way.
   */
  flush(): ProblemError | null {
    this.#disarm();
    try {
      this.#db.transaction(() => this.#write()).immediate();
    } catch (error) {
      // Whatever it was, the cure is the same: keep the rows and try again.
      const { message } = error as Error;
      const problem = diskProblem(error) ?? new ProblemError("disk.failed", { message }, { cause: error });
      this.#tell(problem.problem.code === "disk.full" ? "disk.full" : "disk.failed", message);
      this.#arm(RETRY_AFTER_MS);
      return problem;
    }
    for (const rows of this.#pending.values()) rows.clear();
    this.#gaps = [];
    this.#progress.clear();
    if (this.#trouble) this.#tell("disk.recovered", "");
    this.#trouble = null;
    return null;
  }

  /** Ends the timer. What was not flushed is let go. */
  stop(): void {
    this.#disarm();
  }

  #write(): void {
    const { chunk, grow, gap: gapRow } = this.#sql;
    for (const [streamId, { runs }] of this.#pending) {
      for (const run of runs) {
        chunk.run(streamId, run.firstIndex, run.rows, joined(run.parts), encodeArrivals(run.arrivals));
        grow.run(run.rows, run.firstIndex + run.rows, streamId);
      }
    }
    for (const { streamId, gap } of this.#gaps) {
      gapRow.run(streamId, gap.firstIndex, gap.rows, gap.reason, gap.exact ? 1 : 0);
      grow.run(0, gap.firstIndex + gap.rows, streamId);
    }
    for (const end of this.#progress.values()) writeStreamEnd(this.#db, end);
    this.#writeDuration();
  }

  #writeDuration(): void {
    for (const { streamId, clock } of this.#progress.values()) {
      const endIndex = this.#sql.endIndex.get(streamId)!.end_index;
      this.#sql.duration.run(Math.max(0, indexToUs(clock, endIndex)), this.#captureId);
    }
  }

  #tell(code: TroubleCode, message: string): void {
    if (code === this.#trouble) return;
    this.#trouble = code;
    this.#onTrouble(code, message);
  }

  #arm(afterMs: number): void {
    this.#timer ??= setTimeout(() => this.flush(), afterMs);
  }

  #disarm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Compiled once: at four flushes a second, compiling would be a third of the work. */
function statements(db: Db) {
  return {
    chunk: db.prepare("INSERT INTO chunk (stream_id, first_index, rows, data, arrivals) VALUES (?, ?, ?, ?, ?)"),
    grow: db.prepare("UPDATE stream SET rows = rows + ?, end_index = max(end_index, ?) WHERE id = ?"),
    gap: db.prepare("INSERT INTO gap (stream_id, first_index, rows, reason, exact) VALUES (?, ?, ?, ?, ?)"),
    endIndex: db.prepare<[number], { end_index: number }>("SELECT end_index FROM stream WHERE id = ?"),
    duration: db.prepare("UPDATE capture SET duration_us = max(duration_us, ?) WHERE uuid = ?"),
  };
}

/** Stores what is known about a stream's clock and losses. */
export function writeStreamEnd(db: Db, { streamId, clock, clockResidualUs, counts }: StreamEnd): void {
  db.prepare(
    `UPDATE stream SET clock_start_us = ?, clock_rate_hz = ?, clock_residual_us = ?,
       lost = ?, corrupt = ?, repeated = ?, clipped = ? WHERE id = ?`,
  ).run(
    clock.startUs,
    clock.rateHz,
    clockResidualUs,
    counts.lost,
    counts.corrupt,
    counts.repeated,
    counts.clipped,
    streamId,
  );
}

function joined(parts: readonly SampleArray[]): Uint8Array {
  if (parts.length === 1) return bytesOf(parts[0]!);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(bytesOf(part), at);
    at += part.byteLength;
  }
  return bytes;
}
