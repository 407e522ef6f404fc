import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { CaptureFirmware, type FirmwareOptions } from "./firmware.ts";
import { pump, serve, stopServing } from "./httpServing.ts";
import { PacketClock } from "./packetClock.ts";

export interface WifiGloveOptions extends Omit<FirmwareOptions, "version"> {
  readonly speed?: number;
  readonly chunkBytes?: number;
  /** Answers this many requests for its description with prose, as the ESP32 bridge does before it heard its glove. */
  readonly notReadyYet?: number;
  /** Sends this as its description instead of JSON, or other JSON. */
  readonly says?: string;
  /** Recognises: sends these pieces of text to whoever asks for results, and then nothing. */
  readonly results?: readonly string[];
}

/** A glove that serves the Simple Streaming Interface over HTTP by itself (streaming.md 7). */
export class WifiGlove {
  readonly firmware: CaptureFirmware;
  /** While true the stream stays open and nothing comes. */
  stalled = false;
  /** Requests that asked to keep their connection; a small device would then serve nobody else. */
  keptAlive = 0;
  readonly #options: WifiGloveOptions;
  readonly #clock: PacketClock;
  #server: Server | null = null;
  #notReady: number;

  constructor(options: WifiGloveOptions) {
    this.#options = options;
    this.firmware = new CaptureFirmware({ ...options, version: 1 });
    this.#clock = new PacketClock(this.firmware, options.speed ?? 1);
    this.#notReady = options.notReadyYet ?? 0;
  }

  /** Switches it on. Returns `host:port`. Port 0 takes a free one. */
  async start(port = 0): Promise<string> {
    const { server, address } = await serve(port, (request, response) => this.#answer(request, response));
    this.#server = server;
    return address;
  }

  /** Switches it off: open streams break. */
  async vanish(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await stopServing(server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.connection !== "close") this.keptAlive++;
    if (request.url === "/config") return this.#describe(response);
    if (request.url === "/stream") return this.#stream(response);
    if (request.url === "/results" && this.#options.results) {
      response.writeHead(200, { "content-type": "application/octet-stream" });
      for (const piece of this.#options.results) response.write(piece);
      return;
    }
    // Nobody has built the optional /disconnect and /results into a glove.
    response.writeHead(404, { "content-type": "text/plain" }).end("Nothing matches the given URI");
  }

  #describe(response: ServerResponse): void {
    if (this.#notReady > 0) {
      this.#notReady--;
      response.writeHead(200, { "content-type": "text/plain" }).end("No configuration received from the device yet.");
      return;
    }
    const body = this.#options.says ?? JSON.stringify(this.firmware.config);
    response.writeHead(200, { "content-type": "text/json" }).end(body);
  }

  async #stream(response: ServerResponse): Promise<void> {
    response.writeHead(200, { "content-type": "application/octet-stream" }).flushHeaders();
    this.firmware.streaming = true;
    await pump(response, {
      firmware: this.firmware,
      clock: this.#clock,
      chunkBytes: this.#options.chunkBytes,
      stalled: () => this.stalled,
      over: () => this.#server === null,
    });
    this.firmware.streaming = false;
  }
}
