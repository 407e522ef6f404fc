import type { RowFeed } from "../rowFeed.ts";
import { type Bleno, blenoOn } from "./stack.ts";
import type { VirtualAir } from "./virtualAir.ts";
import { VirtualController } from "./virtualController.ts";

export interface BleGloveOptions {
  readonly feed: RowFeed;
  readonly name?: string;
  /** As our own firmware does; else as the stock one: a row a notification and nothing else. */
  readonly framed?: boolean;
  /** Further keys of the description, or other values for its keys. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** How long after the first connection it has nothing to say yet. */
  readonly silentMs?: number;
  /** 0..100; no battery service where absent. */
  readonly battery?: number;
  /** It recognises: a class notification whenever `recognise` is called, by the shipped UUIDs. */
  readonly recognises?: boolean;
  /** False: recognises only. */
  readonly samples?: boolean;
}

const SSI = "16480000-0525-4ad5-b4fb-6dd83f49546b";
const RECOGNITION = "42421100-5a22-46dd-90f7-7af26f723159";
const part = (service: string, number: string) => service.replace(/^(....)..../, `$1${number}`).replaceAll("-", "");

/** What an nRF52840 with the Arduino core notifies at most: MTU 247 less 3. */
const MOST_BYTES = 244;
const FRAME_HEAD_BYTES = 6;
const CONFIG_BYTES = 256;
const TICK_MS = 4;

/** One notification that was due, sent or not. */
export interface DueNotification {
  readonly firstRow: number;
  readonly rows: number;
  readonly sent: boolean;
}

/** A glove on the air: the real bleno on a virtual adapter, with our firmware's characteristics or the stock one's. */
export class BleGlove {
  readonly air: VirtualAir;
  readonly controller: VirtualController;
  readonly feed: RowFeed;
  readonly due: DueNotification[] = [];
  /** Says which notification falls out, by its number: the glove's buffer was full. */
  drops: (notification: number) => boolean = () => false;
  readonly #options: BleGloveOptions;
  readonly #bleno: Bleno;
  readonly #startMs = performance.now();
  #notify: ((value: Buffer) => void) | null = null;
  #notifyClass: ((value: Buffer) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  #mostBytes = 20;
  #sequence = 0;

  constructor(air: VirtualAir, address: string, options: BleGloveOptions) {
    this.air = air;
    this.#options = options;
    this.feed = options.feed;
    this.controller = new VirtualController(air, address);
    this.#bleno = blenoOn(this.controller);
  }

  /** Resolves when it advertises. */
  start(): Promise<void> {
    const bleno = this.#bleno;
    const { samples = true, recognises = false, battery } = this.#options;
    const uuids = [...(samples ? [SSI] : []), ...(recognises ? [RECOGNITION] : [])].map((uuid) =>
      uuid.replaceAll("-", ""),
    );
    return new Promise((resolve) => {
      bleno.on("stateChange", (state) => {
        if (state === "poweredOn") bleno.startAdvertising(this.#options.name ?? "Nano 33 DCL", uuids.slice(0, 1));
      });
      bleno.on("advertisingStart", () => {
        bleno.setServices([
          ...(samples ? [this.#sampleService()] : []),
          ...(recognises ? [this.#recognitionService()] : []),
          ...(battery === undefined ? [] : [this.#batteryService(battery)]),
        ]);
        resolve();
      });
      bleno.on("disconnect", () => this.#stopSending());
    });
  }

  /** Tells a class to who listens. */
  recognise(classNumber: number, model = 0): void {
    const value = Buffer.alloc(4);
    value.writeUInt16LE(model, 0);
    value.writeUInt16LE(classNumber, 2);
    this.#notifyClass?.(value);
  }

  /** Rows that were due so far, sent or not. */
  get rowsDue(): number {
    const last = this.due.at(-1);
    return last === undefined ? 0 : last.firstRow + last.rows;
  }

  get sending(): boolean {
    return this.#timer !== undefined;
  }

  stop(): void {
    this.#stopSending();
    this.#bleno.stop();
    this.controller.removeAllListeners();
  }

  #sampleService(): object {
    const { Characteristic, PrimaryService } = this.#bleno;
    const { framed = false } = this.#options;
    const rows = (number: string, isFramed: boolean) =>
      new Characteristic({
        uuid: part(SSI, number),
        properties: ["notify"],
        onSubscribe: (_connection: unknown, mostBytes: number, notify: (value: Buffer) => void) => {
          this.#mostBytes = Math.min(mostBytes, MOST_BYTES);
          this.#startSending(notify, isFramed);
        },
        onUnsubscribe: () => this.#stopSending(),
      });
    const config = new Characteristic({
      uuid: part(SSI, "0001"),
      properties: ["read"],
      onReadRequest: (_connection: unknown, offset: number, answer: (status: number, value: Buffer) => void) =>
        answer(0, this.#configBytes().subarray(offset)),
    });
    return new PrimaryService({
      uuid: SSI.replaceAll("-", ""),
      characteristics: [config, rows("0002", false), ...(framed ? [rows("0003", true)] : [])],
    });
  }

  #recognitionService(): object {
    const { Characteristic, PrimaryService } = this.#bleno;
    const classes = new Characteristic({
      uuid: part(RECOGNITION, "1101"),
      properties: ["notify"],
      onSubscribe: (_connection: unknown, _most: number, notify: (value: Buffer) => void) => {
        this.#notifyClass = notify;
      },
      onUnsubscribe: () => {
        this.#notifyClass = null;
      },
    });
    return new PrimaryService({ uuid: RECOGNITION.replaceAll("-", ""), characteristics: [classes] });
  }

  #batteryService(level: number): object {
    const { Characteristic, PrimaryService } = this.#bleno;
    const value = Buffer.from([level]);
    return new PrimaryService({
      uuid: "180f",
      characteristics: [new Characteristic({ uuid: "2a19", properties: ["read"], value })],
    });
  }

  #configBytes(): Buffer {
    const padded = Buffer.alloc(CONFIG_BYTES);
    if (performance.now() - this.#startMs < (this.#options.silentMs ?? 0)) return padded;
    const { columns, rateHz, says } = this.feed;
    const config = {
      sample_rate: rateHz,
      samples_per_packet: 1,
      column_location: Object.fromEntries(columns.map((name, position) => [name, position])),
      ...(this.#options.framed ? { ble_framed: 1 } : {}),
      ...says,
      ...this.#options.config,
    };
    const text = Buffer.from(JSON.stringify(config));
    return this.#options.framed ? text : Buffer.concat([text, padded.subarray(Math.min(text.length, CONFIG_BYTES))]);
  }

  #startSending(notify: (value: Buffer) => void, framed: boolean): void {
    this.#stopSending();
    this.#notify = notify;
    this.#sequence = 0;
    const rowBytes = 2 * this.feed.columns.length;
    const rows = framed ? Math.max(1, Math.floor((this.#mostBytes - FRAME_HEAD_BYTES) / rowBytes)) : 1;
    const startRow = this.rowsDue;
    const startMs = performance.now();
    this.#timer = setInterval(() => {
      const dueRows = startRow + Math.floor(((performance.now() - startMs) / 1000) * this.feed.rateHz);
      while (this.rowsDue + rows <= dueRows) this.#send(this.rowsDue, rows, framed);
    }, TICK_MS);
  }

  #send(firstRow: number, count: number, framed: boolean): void {
    const sent = !this.drops(this.due.length);
    this.due.push({ firstRow, rows: count, sent });
    const rows = this.feed.rows(firstRow, count);
    const payload = Buffer.from(rows.buffer, rows.byteOffset, rows.byteLength);
    const head = Buffer.alloc(framed ? FRAME_HEAD_BYTES : 0);
    if (framed) {
      head.writeUInt16LE(this.#sequence, 0);
      head.writeUInt32LE(Math.round((firstRow * 1e6) / this.feed.rateHz) >>> 0, 2);
      this.#sequence = (this.#sequence + 1) & 0xffff;
    }
    if (sent) this.#notify?.(Buffer.concat([head, payload]));
  }

  #stopSending(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#notify = null;
  }
}
