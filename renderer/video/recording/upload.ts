/** More than this on its way, and whoever makes bytes has to wait: two minutes of 720p. */
const MOST_WAITING_BYTES = 32 << 20;
/** One piece; the host takes at most 16 MB. */
const MOST_AT_ONCE_BYTES = 4 << 20;
/** A host that is away comes back within this, or its studio is gone. */
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 250;
/** The host takes a recording that is silent for 30 s for dead; a screen on which nothing moves makes no bytes. */
const SIGN_OF_LIFE_MS = 5_000;

type Send = (at: number, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;

/** Sends bytes in their order as they are made, one piece at a time, and holds back their maker when they pile up. */
export class Upload {
  /** What makes the bytes writes them here. Its writes wait while too much is on its way, and fail once sending has failed. */
  readonly sink: WritableStream<Uint8Array>;
  readonly #pieces: Uint8Array[] = [];
  readonly #waiting = new Set<() => void>();
  readonly #whole = Promise.withResolvers<void>();
  #send: Send | null = null;
  #sending = false;
  #closed = false;
  #life: ReturnType<typeof setInterval> | undefined;
  #failure: { readonly error: unknown } | null = null;
  #madeBytes = 0;
  #sentBytes = 0;

  constructor() {
    this.sink = new WritableStream<Uint8Array>({
      write: (piece) => this.#write(piece),
      close: () => this.end(),
      abort: (error) => this.#fail(error),
    });
    // Whoever waits hears of a failure; nobody has to.
    this.#whole.promise.catch(() => {}).finally(() => clearInterval(this.#life));
  }

  get madeBytes(): number {
    return this.#madeBytes;
  }

  get sentBytes(): number {
    return this.#sentBytes;
  }

  /** From now on bytes have somewhere to go. Network trouble is tried again for half a minute; a refusal is final. */
  open(send: Send): void {
    this.#send = send;
    this.#life = setInterval(() => this.#go(true), SIGN_OF_LIFE_MS);
    this.#go();
  }

  /** Nothing more comes; what came is still sent. Closing the sink does the same. */
  end(): void {
    this.#closed = true;
    this.#go();
  }

  /** Nothing more is taken or sent. */
  giveUp(error: unknown): void {
    this.#fail(error);
  }

  /** Resolves once the sink was closed and everything is sent; rejects with what went wrong. */
  get whole(): Promise<void> {
    return this.#whole.promise;
  }

  async #write(piece: Uint8Array): Promise<void> {
    if (this.#failure !== null) throw this.#failure.error;
    // What makes it may use its memory again.
    this.#pieces.push(piece.slice());
    this.#madeBytes += piece.byteLength;
    this.#go();
    while (this.#failure === null && this.#madeBytes - this.#sentBytes > MOST_WAITING_BYTES) {
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }

  #go(alive = false): void {
    if (this.#sending || this.#failure !== null || this.#send === null) return;
    this.#sending = true;
    if (alive && this.#pieces.length === 0) this.#pieces.push(new Uint8Array());
    void this.#sendAll(this.#send).then(
      () => {
        this.#sending = false;
        // Something may have come between the last look and now.
        if (this.#pieces.length > 0) this.#go();
        else if (this.#closed) this.#whole.resolve();
      },
      (error) => this.#fail(error),
    );
  }

  async #sendAll(send: Send): Promise<void> {
    while (this.#pieces.length > 0 && this.#failure === null) {
      const bytes = this.#nextPiece();
      await withPatience(() => send(this.#sentBytes, bytes));
      this.#sentBytes += bytes.byteLength;
      this.#wake();
    }
  }

  #nextPiece(): Uint8Array<ArrayBuffer> {
    const taken: Uint8Array[] = [];
    let bytes = 0;
    while (
      this.#pieces.length > 0 &&
      (taken.length === 0 || bytes + this.#pieces[0]!.byteLength <= MOST_AT_ONCE_BYTES)
    ) {
      bytes += this.#pieces[0]!.byteLength;
      taken.push(this.#pieces.shift()!);
    }
    const piece = new Uint8Array(bytes);
    let at = 0;
    for (const each of taken) {
      piece.set(each, at);
      at += each.byteLength;
    }
    return piece;
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#pieces.length = 0;
    this.#whole.reject(error);
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** `fetch` fails with a TypeError where there is no answer at all; every other error is one. */
async function withPatience(work: () => Promise<void>): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  for (let waitedMs = 0; ; waitedMs += pauseMs, pauseMs *= 2) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TypeError) || waitedMs + pauseMs > PATIENCE_MS) throw error;
      await new Promise((wake) => setTimeout(wake, pauseMs));
    }
  }
}
