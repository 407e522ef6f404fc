import { pageNowUs } from "./hostClock.ts";
import { type FilmedTime, type Reel, type ReelCounts, videoBitsPerSecond } from "./reel.ts";

const TYPES = ["video/mp4;codecs=avc1.640028,opus", "video/webm;codecs=vp9,opus", "video/webm"];
/** Asked of the browser; some keep several seconds all the same. */
const PIECE_MS = 1_000;

export function canFilmWithMediaRecorder(): boolean {
  return "MediaRecorder" in globalThis;
}

/**
 * For a browser that hands out no single frames. It does not say when a frame was captured, nor which are missing: the
 * video is taken to begin when it was started, which is right within a frame or so (16 to 27 ms early, measured in
 * Chromium; its `onstart` comes up to 466 ms late). The host makes its file seekable.
 */
export class MediaRecorderReel implements Reel {
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
  readonly counts: ReelCounts = { passed: 0, dropped: 0, rateHz: null };
  readonly #recorder: MediaRecorder;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #startUs: number;
  #wrote = false;
  #writing: Promise<void> = Promise.resolve();
  #failure: { readonly error: unknown } | null = null;

  constructor(stream: MediaStream, sink: WritableStream<Uint8Array>) {
    this.#writer = sink.getWriter();
    this.#writer.closed.catch(() => {});
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each));
    this.#recorder = new MediaRecorder(stream, {
      ...(type === undefined ? {} : { mimeType: type }),
      videoBitsPerSecond: videoBitsPerSecond(stream.getVideoTracks()[0]!),
    });
    this.#recorder.ondataavailable = ({ data }) => {
      this.#writing = this.#writing.then(() => this.#write(data));
    };
    this.ended = new Promise((done) => {
      this.#recorder.onstop = () => done();
      this.#recorder.onerror = (event) => {
        this.#failure ??= { error: event };
        done();
      };
    });
    this.#recorder.start(PIECE_MS);
    this.#startUs = pageNowUs();
    this.begun = Promise.resolve();
  }

  get hasPicture(): boolean {
    return this.#wrote;
  }

  time(): FilmedTime {
    return { line: { offsetUs: this.#startUs, rate: 1 }, witness: "start" };
  }

  async stop(): Promise<void> {
    if (this.#recorder.state !== "inactive") this.#recorder.stop();
    await this.ended;
    await this.#writing;
    if (this.#failure !== null) throw this.#failure.error;
    await this.#writer.close();
  }

  async #write(data: Blob): Promise<void> {
    this.#wrote ||= data.size > 0;
    try {
      await this.#writer.write(new Uint8Array(await data.arrayBuffer()));
    } catch (error) {
      this.#failure ??= { error };
    }
  }
}
