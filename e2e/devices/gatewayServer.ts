import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { CaptureFirmware, type FirmwareOptions } from "./firmware.ts";
import { pump, serve, stopServing } from "./httpServing.ts";
import { PacketClock } from "./packetClock.ts";

/** A device behind the gateway. */
export interface BehindGateway {
  readonly source: "serial" | "ble" | "test";
  readonly deviceId: string;
  readonly name: string;
  readonly firmware: Omit<FirmwareOptions, "version">;
  /** Configuring it fails with this text. */
  readonly broken?: string;
}

export interface GatewayServerOptions {
  readonly devices: readonly BehindGateway[];
  readonly speed?: number;
  /** How long configuring takes; the real one sleeps 2 s. */
  readonly configureMs?: number;
  /** Somebody has set it up already, in this mode. */
  readonly connected?: { readonly deviceId: string; readonly mode: "data_capture" | "recognition" };
  /** Keys of its configuration that say something else. */
  readonly config?: Readonly<Record<string, unknown>>;
}

type Reply = { readonly status?: number; readonly json: unknown };

/**
 * What an Open Gateway does on the wire, with its oddities (streaming.md 8 and 13): packet sizes in bytes under the
 * name of samples, a sample rate that turns into text, a misspelt key, 500 for everything unknown, results instead of
 * samples in recognition mode.
 */
export class GatewayServer {
  /** While true streams stay open and nothing comes. */
  stalled = false;
  /** Requests so far, as `GET /config`. */
  readonly asked: string[] = [];
  readonly #options: GatewayServerOptions;
  #server: Server | null = null;
  #mode: "" | "data_capture" | "recognition" = "";
  #device: BehindGateway | null = null;
  #firmware: CaptureFirmware | null = null;
  #connected = false;

  constructor(options: GatewayServerOptions) {
    this.#options = options;
    const { connected } = options;
    if (connected) this.#connect(this.#find(connected.deviceId), connected.mode);
  }

  /** The firmware of the device that is or was connected last. */
  get firmware(): CaptureFirmware {
    if (!this.#firmware) throw new Error("no device was connected yet");
    return this.#firmware;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Returns `host:port`. Port 0 takes a free one. */
  async start(port = 0): Promise<string> {
    const { server, address } = await serve(port, (request, response) => this.#answer(request, response));
    this.#server = server;
    return address;
  }

  async vanish(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server) await stopServing(server);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${request.method} ${request.url}`;
    this.asked.push(route);
    if (route === "GET /stream" || route === "GET /results") return this.#stream(response);
    const reply = await this.#reply(route, await form(request)).catch((error: unknown) => ({
      status: 500,
      json: { detail: [String(error)] },
    }));
    response.writeHead(reply.status ?? 200, { "content-type": "application/json" }).end(JSON.stringify(reply.json));
  }

  async #reply(route: string, body: URLSearchParams): Promise<Reply> {
    switch (route) {
      case "POST /scan":
      case "POST /scan-devices":
        return { json: this.#scan(body) };
      case "GET /config":
      case "GET /config-device":
        return { json: this.#state() };
      case "POST /config":
      case "POST /config-device":
        return { json: await this.#configure(body) };
      case "GET /disconnect":
        this.#connected = false;
        return { json: { ...this.#state(), sample_rate: String(this.#firmware?.feed.rateHz ?? "") } };
      case "GET /connect":
        this.#connected = this.#device !== null;
        return { json: { ...this.#state(), sample_rate: String(this.#firmware?.feed.rateHz ?? "") } };
      default:
        return { status: 500, json: { detail: [] } };
    }
  }

  #scan(body: URLSearchParams): unknown {
    const source = body.get("source");
    if (source === null) throw new Error("'NoneType' object has no attribute 'upper'");
    return this.#options.devices
      .filter((device) => device.source === source.toLowerCase())
      .map(({ deviceId, name }, id) => ({ id, name, device_id: deviceId }));
  }

  async #configure(body: URLSearchParams): Promise<unknown> {
    this.#connected = false;
    const device = this.#find(body.get("device_id") ?? "");
    await sleep(this.#options.configureMs ?? 2000);
    if (device.broken) throw new Error(device.broken);
    this.#connect(device, body.get("mode") === "RECOGNITION" ? "recognition" : "data_capture");
    return this.#state();
  }

  #find(deviceId: string): BehindGateway {
    const device = this.#options.devices.find((candidate) => candidate.deviceId === deviceId);
    if (!device) throw new Error(`could not open port '${deviceId}'`);
    return device;
  }

  #connect(device: BehindGateway, mode: "data_capture" | "recognition"): void {
    this.#device = device;
    this.#firmware = new CaptureFirmware({ ...device.firmware, version: 1 });
    this.#mode = mode;
    this.#connected = true;
  }

  #state(): Record<string, unknown> {
    const { config, packetBytes } = this.#firmware ?? {};
    const recognition = this.#mode === "recognition";
    return {
      sample_rate: config?.sample_rate ?? null,
      column_location: config?.column_location ?? {},
      samples_per_packet: this.#connected ? (recognition ? 0 : packetBytes) : 1,
      source_samples_per_packet: config?.samples_per_packet ?? null,
      source: this.#device?.source.toUpperCase() ?? null,
      device_id: this.#device?.deviceId ?? null,
      streaming: this.#connected,
      baud_rate: 460_800,
      mode: this.#mode,
      recording: false,
      data_type: "int16",
      camera_on: false,
      camera_record: false,
      camera_index: null,
      camrea_name: null,
      ...this.#options.config,
    };
  }

  async #stream(response: ServerResponse): Promise<void> {
    const firmware = this.#firmware;
    if (!this.#connected || !firmware) {
      const detail = "Must Connect to device before starting stream";
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ detail }));
      return;
    }
    response.writeHead(200, { "content-type": "application/octet-stream", connection: "close" }).flushHeaders();
    if (this.#mode === "recognition") {
      while (!response.destroyed && this.#server) {
        response.write(`${JSON.stringify({ ModelNumber: 0, Classification: "Jab", timestamp: Date.now() / 1000 })}\n`);
        await sleep(100);
      }
      return;
    }
    await pump(response, {
      firmware,
      clock: new PacketClock(firmware, this.#options.speed ?? 1),
      chunkBytes: firmware.packetBytes,
      stalled: () => this.stalled,
      over: () => this.#server === null || !this.#connected,
    });
    response.end();
  }
}

/** Bodies may be JSON or forms. */
async function form(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text.startsWith("{") ? JSON.parse(text) : text);
}
