import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { CaptureFirmware, type FirmwareOptions } from "./firmware.ts";
import { PacketClock } from "./packetClock.ts";
import { Pty } from "./pty.ts";

/** What is flashed: capture firmware, recognition firmware, or something that is no glove. */
export const SERIAL_MODES = ["capture", "recognition", "text", "garbage", "silent"] as const;
export type SerialMode = (typeof SERIAL_MODES)[number];

export interface SerialGloveOptions extends FirmwareOptions {
  readonly mode?: SerialMode;
  /** See `SerialGlove.speed`; 1 by default. */
  readonly speed?: number;
  /** Period of the description while idle; 1000 as on the Nano. */
  readonly advertiseMs?: number;
  /** From hearing a word to doing it: up to 2000 on the Nano, which goes on advertising meanwhile. */
  readonly reactMs?: number;
  /** Still streaming for a host that went away. */
  readonly leftStreaming?: boolean;
  /** Understood only at this rate, as on a real wire; at any rate by default, as on native USB. */
  readonly baud?: number;
}

const TICK_MS = 5;

/** A capture glove on a real pseudo-terminal. */
export class SerialGlove {
  readonly firmware: CaptureFirmware;
  /** While true nothing is sent, not even descriptions. */
  stalled = false;
  /** While true it does not hear what it is told. */
  deaf = false;
  readonly #options: SerialGloveOptions;
  #pty: Pty | null = null;
  #loop: Promise<void> = Promise.resolve();
  #lastSpokenMs = 0;
  readonly #clock: PacketClock;

  constructor(options: SerialGloveOptions) {
    this.#options = options;
    this.firmware = new CaptureFirmware(options);
    this.firmware.streaming = options.leftStreaming ?? false;
    this.#clock = new PacketClock(this.firmware, options.speed ?? 1);
  }

  get speed(): number {
    return this.#clock.speed;
  }

  /** Times real time, from now on; Infinity sends as fast as the terminal takes it. */
  set speed(speed: number) {
    this.#clock.speed = speed;
  }

  /** Plugs it in: it appears under this path. A glove that comes back says its description first. */
  async plug(link: string): Promise<void> {
    this.#lastSpokenMs = 0;
    const pty = await Pty.open(link, (bytes) => this.#hear(Buffer.from(bytes).toString("latin1")));
    this.#pty = pty;
    this.#loop = this.#live(pty);
  }

  /** Pulls the plug. The glove loses its power, so it is idle when it comes back. */
  async vanish(): Promise<void> {
    const pty = this.#pty;
    this.#pty = null;
    this.firmware.streaming = false;
    await pty?.vanish();
    await this.#loop;
  }

  /** Resolves when the firmware has sent all the rows that it was made for. */
  async finished(): Promise<void> {
    while (this.firmware.packetsLeft > 0 && this.#pty) await sleep(TICK_MS);
  }

  #hear(words: string): void {
    if (this.deaf || (this.#options.mode ?? "capture") !== "capture") return;
    setTimeout(() => {
      const answer = this.firmware.hear(words);
      if (answer) void this.#pty?.write(answer);
      else this.#clock.restart();
    }, this.#options.reactMs ?? 0);
  }

  async #live(pty: Pty): Promise<void> {
    while (this.#pty === pty && !pty.gone) {
      const bytes = this.stalled ? null : this.#nextBytes();
      if (bytes) await pty.write(await this.#onTheWire(pty, bytes));
      if (!bytes || !this.firmware.streaming || !this.#clock.flatOut) await sleep(TICK_MS);
    }
  }

  #nextBytes(): Uint8Array | null {
    if (this.firmware.streaming) return this.#clock.due();
    if (performance.now() - this.#lastSpokenMs < (this.#options.advertiseMs ?? 1000)) return null;
    this.#lastSpokenMs = performance.now();
    return IDLE_SPEECH[this.#options.mode ?? "capture"](this.firmware);
  }

  /** At another rate than its own, the other side sees other bytes: bits are sampled at the wrong times. */
  async #onTheWire(pty: Pty, bytes: Uint8Array): Promise<Uint8Array> {
    if (this.#options.baud === undefined) return bytes;
    const { stdout } = await promisify(execFile)("stty", ["-F", pty.link, "speed"]).catch(() => ({ stdout: "0" }));
    if (Number(stdout) === this.#options.baud) return bytes;
    return bytes.map((byte, i) => (((byte << 3) | (byte >> 5)) ^ (i * 37)) | 0x80);
  }
}

const text = (line: string) => new TextEncoder().encode(line);

const IDLE_SPEECH: Readonly<Record<SerialMode, (firmware: CaptureFirmware) => Uint8Array | null>> = {
  capture: (firmware) => firmware.advertisement(),
  recognition: () =>
    text(
      '{"ModelNumber":0,"Classification":2,"FeatureLength":3,"FeatureVector":[105,167,29]}\r\n' +
        '{"Type":"Times","FeatureTimes":[0.1,0.2],"ClassifierTime":3,}\r\nbattery low\r\n',
    ),
  text: () => text("$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\r\n"),
  garbage: () => Uint8Array.from({ length: 300 }, () => 0x80 | Math.floor(Math.random() * 128)),
  silent: () => null,
};
