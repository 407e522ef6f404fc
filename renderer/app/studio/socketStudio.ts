import { type CallName, calls, type Input, type Output, type Studio } from "#contract/contract.ts";
import { type FromHost, fromHost } from "#contract/wire.ts";
import { bulkUrl, fetchBulk, sendBulk } from "./bulk.ts";
import { EventListeners, Listeners } from "./listeners.ts";

/** The studio's program is not there: it was closed, or it does not answer. */
export class HostGone extends Error {
  override readonly name = "HostGone";
}

interface Waiting {
  readonly call: CallName;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Long work: it lives for as long as one hears of it. */
  readonly jobId: string | null;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Long enough for every call of the contract (a scan takes seconds, opening a big project a few), and between two signs
 * of life of a job.
 */
const CALL_LIMIT_MS = 60_000;
const RETRY_MS = [250, 500, 1000, 2000, 4000] as const;

/** The host over a WebSocket. It comes back by itself when the link breaks; what was asked meanwhile is refused. */
export class SocketStudio implements Studio {
  readonly #open: () => WebSocket;
  readonly #events = new EventListeners();
  readonly #frames = new Listeners<ArrayBuffer>();
  readonly #connection = new Listeners<boolean>();
  readonly #waiting = new Map<number, Waiting>();
  #socket: WebSocket;
  #ready: Promise<void>;
  #nextId = 1;
  #tries = 0;
  #closed = false;

  /** `open` makes a fresh socket; it is called again after each break. */
  constructor(open: () => WebSocket) {
    this.#open = open;
    this.#socket = open();
    this.#ready = this.#attach(this.#socket);
  }

  async call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    await this.#ready;
    return new Promise<Output<K>>((resolve, reject) => {
      const id = this.#nextId++;
      const waiting = { call: name, resolve: resolve as (output: unknown) => void, reject, jobId: jobIdOf(input) };
      this.#waiting.set(id, { ...waiting, timer: this.#limit(id, name) });
      this.#socket.send(JSON.stringify({ id, call: name, input }));
    });
  }

  on: Studio["on"] = (name, listener) => this.#events.on(name, listener);
  onLiveFrame: Studio["onLiveFrame"] = (listener) => this.#frames.add(listener);
  onConnection: Studio["onConnection"] = (listener) => this.#connection.add(listener);
  fetchBulk: Studio["fetchBulk"] = fetchBulk;
  sendBulk: Studio["sendBulk"] = sendBulk;
  bulkUrl: Studio["bulkUrl"] = bulkUrl;

  /** Ends the link for good. */
  close(): void {
    this.#closed = true;
    this.#socket.close();
  }

  #attach(socket: WebSocket): Promise<void> {
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => (data instanceof ArrayBuffer ? this.#frames.tell(data) : this.#hear(String(data)));
    const ready = new Promise<void>((resolve, reject) => {
      socket.onopen = () => {
        const again = this.#tries > 0;
        this.#tries = 0;
        resolve();
        if (again) this.#connection.tell(true);
      };
      socket.onclose = () => {
        reject(new HostGone("the link to the studio is closed"));
        this.#lost();
      };
    });
    ready.catch(() => {});
    return ready;
  }

  #lost(): void {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new HostGone("the link to the studio broke"));
    if (this.#closed) return;
    if (this.#tries === 0) this.#connection.tell(false);
    const wait = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)]!;
    setTimeout(() => {
      if (this.#closed) return;
      this.#socket = this.#open();
      this.#ready = this.#attach(this.#socket);
    }, wait);
  }

  #hear(message: string): void {
    const parsed = readMessage(message);
    if (parsed === null) return;
    if (parsed.kind === "event") {
      this.#goOn(parsed.payload);
      this.#events.tell(parsed.name, parsed.payload);
      return;
    }
    const waiting = this.#take(parsed.id);
    if (waiting === undefined) return;
    if (parsed.kind === "error") {
      waiting.reject(new Error(parsed.message));
      return;
    }
    const output = calls[waiting.call].output.safeParse(parsed.output);
    if (output.success) waiting.resolve(output.data);
    else waiting.reject(output.error);
  }

  #limit(id: number, name: CallName): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#take(id)?.reject(new HostGone(`${name} was not answered`)), CALL_LIMIT_MS);
  }

  /** A job has said something: how far it is, or what it waits for. */
  #goOn(payload: unknown): void {
    const jobId = jobIdOf(payload);
    for (const [id, waiting] of this.#waiting) {
      if (jobId === null || waiting.jobId !== jobId) continue;
      clearTimeout(waiting.timer);
      waiting.timer = this.#limit(id, waiting.call);
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}

function jobIdOf(words: unknown): string | null {
  const named = typeof words === "object" && words !== null && "jobId" in words ? words.jobId : null;
  return typeof named === "string" ? named : null;
}

/** null for a message that is not of the contract: it is told to the console and left out. */
function readMessage(message: string): FromHost | null {
  try {
    return fromHost.parse(JSON.parse(message));
  } catch (error) {
    console.warn("a message of the host was left out", error);
    return null;
  }
}

/** The socket of the server that this page came from. */
export function openOwnSocket(): WebSocket {
  const url = new URL("studio", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return new WebSocket(url);
}
