import type { FilmedTime, Reel } from "../reel.ts";

/** A reel that a test holds in its hand: it writes what the test says, and ends when the test says. */
export class FakeReel implements Reel {
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
  readonly counts = { passed: 0, dropped: 0, rateHz: 30 };
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #end = Promise.withResolvers<void>();
  readonly #time: FilmedTime | null;
  stopped = 0;
  /** What `stop` throws, as a dead encoder does. */
  failure: Error | null = null;

  constructor(sink: WritableStream<Uint8Array>, time: FilmedTime | null) {
    this.#writer = sink.getWriter();
    this.#writer.closed.catch(() => {});
    this.#time = time;
    this.begun = Promise.resolve();
    this.ended = this.#end.promise;
  }

  async film(bytes: number): Promise<void> {
    this.counts.passed++;
    await this.#writer.write(new Uint8Array(bytes));
  }

  /** The camera is pulled out. */
  unplug(): void {
    this.#end.resolve();
  }

  get hasPicture(): boolean {
    return this.counts.passed > 0;
  }

  time(): FilmedTime | null {
    return this.#time;
  }

  async stop(): Promise<void> {
    this.stopped++;
    this.#end.resolve();
    if (this.failure !== null) throw this.failure;
    if (this.stopped === 1) await this.#writer.close();
  }
}
