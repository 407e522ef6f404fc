import { bulkPaths } from "#contract/bulk.ts";
import type { Input, Studio } from "#contract/contract.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import { syncThroughClocks } from "#domain/sync/clockSync.ts";
import type { VideoSource } from "#domain/videos.ts";
import type { HostClock } from "./hostClock.ts";
import type { Reel } from "./reel.ts";
import { Upload } from "./upload.ts";

/** A camera that gives no frame for this long gives none. */
const FIRST_FRAME_MS = 5_000;
/** An encoder that does not let go is left behind. */
const STOP_MS = 20_000;

export interface FilmOrder {
  readonly captureId: string;
  /** The video's name. */
  readonly name: string;
  readonly source: Exclude<VideoSource, "attached">;
  startReel(sink: WritableStream<Uint8Array>): Promise<Reel>;
}

export interface FilmView {
  readonly id: string;
  readonly captureId: string;
  readonly name: string;
  readonly phase: "filming" | "saving" | "saved" | "failed";
  readonly hasPicture: boolean;
  readonly dropped: number;
  readonly rateHz: number | null;
  /** Share of the bytes made so far that the host has; 1 when there is nothing to send. */
  readonly sentShare: number;
  /** How far the sync may be off at most, microseconds; null while nobody knows. */
  readonly syncErrorUs: number | null;
}

/** One video of one capture, from its first frame until the host has measured the file. */
export class Film {
  readonly id = crypto.randomUUID();
  readonly order: FilmOrder;
  readonly #studio: Studio;
  readonly #clock: HostClock;
  readonly #upload = new Upload();
  readonly #endWatch: () => void;
  readonly #begun: Promise<void>;
  #reel: Reel | null = null;
  #videoId: string | null = null;
  #phase: FilmView["phase"] = "filming";
  #finishing: Promise<void> | null = null;

  constructor(studio: Studio, clock: HostClock, order: FilmOrder) {
    this.#studio = studio;
    this.#clock = clock;
    this.order = order;
    this.#endWatch = clock.watch();
    this.#begun = this.#begin();
    this.#begun.catch(() => {});
  }

  get view(): FilmView {
    const { madeBytes, sentBytes } = this.#upload;
    return {
      id: this.id,
      captureId: this.order.captureId,
      name: this.order.name,
      phase: this.#phase,
      hasPicture: this.#reel?.hasPicture ?? false,
      dropped: this.#reel?.counts.dropped ?? 0,
      rateHz: this.#reel?.counts.rateHz ?? null,
      sentShare: madeBytes === 0 ? 1 : sentBytes / madeBytes,
      syncErrorUs: this.#syncErrorUs(),
    };
  }

  /** Settles when the camera went away, or the film could not begin or go on. */
  async interrupted(): Promise<void> {
    try {
      await this.#begun;
    } catch {
      return;
    }
    const sendingFailed = this.#upload.whole.then(
      () => {},
      () => {},
    );
    await Promise.race([this.#reel?.ended, sendingFailed]);
  }

  /**
   * Ends the film and resolves when the host has the whole video.
   * @throws ProblemError film.noPicture, film.notSaved or what the host says; what was sent until then is kept
   */
  finish(): Promise<void> {
    this.#finishing ??= this.#finish();
    return this.#finishing;
  }

  async #begin(): Promise<void> {
    this.#reel = await this.order.startReel(this.#upload.sink);
    await Promise.all([inTime(this.#reel.begun, FIRST_FRAME_MS), this.#clock.burst()]);
    const { captureId, name, source } = this.order;
    if (this.#reel.time() === null && this.#reel.counts.passed === 0)
      throw new ProblemError("film.noPicture", { name });
    const { videoId } = expectValue(
      await this.#studio.call("video.begin", { captureId, name, source, sync: this.#sync() }),
    );
    this.#videoId = videoId;
    this.#upload.open((at, bytes) => this.#studio.sendBulk(bulkPaths.videoBytes(videoId, at), bytes));
  }

  async #finish(): Promise<void> {
    this.#phase = "saving";
    const failure = await this.#end();
    this.#endWatch();
    this.#phase = failure === null ? "saved" : "failed";
    if (failure instanceof ProblemError) throw failure;
    if (failure !== null) throw new ProblemError("film.notSaved", { name: this.order.name, reason: reasonOf(failure) });
  }

  /** Ends reel, sending and the video on the host, each even if the one before failed; returns the first failure. */
  async #end(): Promise<unknown> {
    const failures: unknown[] = [];
    const attempt = (work: Promise<unknown>) => work.catch((error: unknown) => failures.push(error));
    await attempt(this.#begun);
    await Promise.all([attempt(inTime(this.#reel?.stop(), STOP_MS)), this.#clock.burst()]);
    const videoId = this.#videoId;
    if (videoId === null) {
      this.#upload.giveUp(failures[0]);
      return failures[0] ?? new ProblemError("film.noPicture", { name: this.order.name });
    }
    if (!this.#reel!.hasPicture) {
      const failure = failures[0] ?? new ProblemError("film.noPicture", { name: this.order.name });
      this.#upload.giveUp(failure);
      await attempt(this.#studio.call("video.abandon", { videoId }));
      return failure;
    }
    // What arrived before a failure is a video too.
    this.#upload.end();
    await attempt(this.#upload.whole);
    await attempt(this.#studio.call("video.finish", { videoId, sync: this.#sync() }).then(expectValue));
    return failures[0] ?? null;
  }

  #sync(): Input<"video.finish">["sync"] {
    const time = this.#reel?.time() ?? null;
    const clocks = this.#clock.compared();
    const zeroUs = this.#clock.zeroUs(this.order.captureId);
    if (time === null || clocks === null || zeroUs === null) return null;
    const { line, anchors } = syncThroughClocks(time.line, clocks, zeroUs);
    return { method: time.witness === "start" ? "start" : "clocks", line, anchors: [...anchors] };
  }

  #syncErrorUs(): number | null {
    const time = this.#reel?.time() ?? null;
    if (time === null || time.witness === "start") return null;
    return this.#clock.compared()?.errorUs(time.line.offsetUs) ?? null;
  }
}

function expectValue<T>(outcome: { ok: true; value: T } | { ok: false; problem: Problem }): T {
  if (outcome.ok) return outcome.value;
  throw new ProblemError(outcome.problem.code, outcome.problem.detail);
}

async function inTime(work: Promise<unknown> | undefined, atMostMs: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((done) => {
    timer = setTimeout(done, atMostMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What went wrong inside is for a report; its beginning is enough on the screen. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 160);
}
