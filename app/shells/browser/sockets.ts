import type { RawData, WebSocket } from "ws";
import { type FromHost, type ToHost, toHost } from "#contract/wire.ts";
import type { Host } from "#host/api.ts";

/** Live frames wait for nobody: past this much unsent, a page misses frames (the recording does not). */
const DROP_LIVE_ABOVE_BYTES = 1 << 20;
/** A page that reads nothing any more is cut off, so that events do not fill the memory. It may come back. */
const CUT_ABOVE_BYTES = 64 << 20;

const CLOSE_UNSUPPORTED = 1003;
const CLOSE_MALFORMED = 1007;

/** The pages that are connected now. Carries their calls to the host, and the host's events and live frames to them. */
export class Sockets {
  readonly #host: Host;
  readonly #open = new Set<WebSocket>();
  readonly #unsubscribe: readonly (() => void)[];
  readonly #onCount: (open: number) => void;

  /** `onCount` hears how many pages are connected, whenever it changes. */
  constructor(host: Host, onCount: (open: number) => void) {
    this.#host = host;
    this.#onCount = onCount;
    this.#unsubscribe = [
      host.onEvent((name, payload) => this.#tellAll({ kind: "event", name, payload })),
      host.onLiveFrame((frame) => this.#showAll(frame)),
    ];
  }

  attach(socket: WebSocket): void {
    this.#open.add(socket);
    this.#onCount(this.#open.size);
    socket.on("message", (data, isBinary) => this.#read(socket, data, isBinary));
    // The close event follows every error (oversized message, broken frame).
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      this.#open.delete(socket);
      this.#onCount(this.#open.size);
    });
  }

  close(): void {
    for (const end of this.#unsubscribe) end();
    for (const socket of this.#open) socket.terminate();
  }

  #read(socket: WebSocket, data: RawData, isBinary: boolean): void {
    const message = isBinary ? null : parseMessage(String(data));
    if (message === null) socket.close(isBinary ? CLOSE_UNSUPPORTED : CLOSE_MALFORMED, "not a call");
    else void this.#answer(message).then((answer) => send(socket, JSON.stringify(answer)));
  }

  async #answer({ id, call, input }: ToHost): Promise<FromHost> {
    try {
      return { kind: "answer", id, output: await this.#host.call(call, input) };
    } catch (error) {
      return { kind: "error", id, message: error instanceof Error ? error.message : String(error) };
    }
  }

  #tellAll(message: FromHost): void {
    const text = JSON.stringify(message);
    for (const socket of this.#open) send(socket, text);
  }

  #showAll(frame: ArrayBuffer): void {
    for (const socket of this.#open) {
      if (socket.readyState === socket.OPEN && socket.bufferedAmount < DROP_LIVE_ABOVE_BYTES) socket.send(frame);
    }
  }
}

function parseMessage(text: string): ToHost | null {
  try {
    const parsed = toHost.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > CUT_ABOVE_BYTES) socket.terminate();
  else socket.send(text);
}
