import type { Hand } from "#domain/hands.ts";
import { PEOPLE } from "../../sources/simulated/people.ts";
import { GloveSensor, gloveFormat } from "../../sources/simulated/sensor.ts";
import { DEFAULT_SIMULATED_OPTIONS } from "../../sources/simulated/simulatedSource.ts";
import { configLine, encodeFrame, wireBytes } from "../../sources/ssi/encode.ts";
import { inspectImage } from "../images/inspectImage.ts";
import { findSlot, readSlot, type SlotContent } from "../images/slot.ts";
import { PackRunner, type SelfTest } from "./packRunner.ts";

/** A program that runs on the simulated board. */
export interface Sketch {
  hear(words: string): void;
  stop(): void;
}

const TICK_MS = 20;
const SAY_EVERY_MS = 1000;
const ROWS_A_PACKET = 6;
const ROWS = 0;
const RESULTS = 1;
const SENSOR = DEFAULT_SIMULATED_OPTIONS;
const LONGEST_WORD = "disconnect".length;

/** What an image does when it runs: our own firmware as firmware/PROTOCOL.md says; a stranger's says nothing. */
export function sketchOf(image: Uint8Array, chip: string, say: (bytes: Uint8Array) => void): Sketch {
  const firmware = textOf(image);
  return firmware === null ? { hear() {}, stop() {} } : new GloveSketch(firmware, image, chip, say);
}

function textOf(image: Uint8Array): string | null {
  try {
    return inspectImage(image).firmware;
  } catch {
    return null;
  }
}

class GloveSketch implements Sketch {
  readonly #firmware: string;
  readonly #chip: string;
  readonly #say: (bytes: Uint8Array) => void;
  readonly #recognises: boolean;
  readonly #pack: PackRunner | null;
  readonly #tested: SelfTest;
  readonly #hand: Hand;
  readonly #sensor: GloveSensor;
  readonly #timer: NodeJS.Timeout;
  readonly #sequence = [0, 0];
  #heard = "";
  #mode: "idle" | "stream" | "check" = "idle";
  readonly #startMs = performance.now();
  #rowsMade = 0;
  #saidMs = Number.NEGATIVE_INFINITY;

  constructor(firmware: string, image: Uint8Array, chip: string, say: (bytes: Uint8Array) => void) {
    this.#firmware = firmware;
    this.#chip = chip;
    this.#say = say;
    const slot = findSlot(image);
    this.#recognises = slot !== null;
    const content = slot && readSlot(image, slot);
    this.#pack = content && packOf(content);
    this.#tested = this.#pack?.selfTest() ?? { passed: false, vector: 0 };
    this.#hand = this.#pack?.hand ?? "right";
    const script = {
      person: PEOPLE[0]!,
      seed: SENSOR.seed,
      hands: [this.#hand],
      punchesPerMinute: SENSOR.punchesPerMinute,
    };
    this.#sensor = new GloveSensor(script, this.#hand, SENSOR);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  /** Commands carry no newline and are found at the end of what came. */
  hear(words: string): void {
    this.#heard = (this.#heard + words).slice(-LONGEST_WORD);
    const is = (word: string) => this.#heard.endsWith(word);
    // Another host's `disconnect` ends like `connect`.
    if (is("disconnect")) this.#begin("idle");
    else if (is("connect")) this.#begin("stream");
    else if (is("check") && this.#recognises) this.#begin("check");
    else if (is("selftest")) this.#tellSelfTest();
    else return;
    this.#heard = "";
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #begin(mode: "idle" | "stream" | "check"): void {
    this.#mode = mode;
    this.#pack?.reset();
    this.#saidMs = performance.now();
  }

  #tellSelfTest(): void {
    if (!this.#recognises) return;
    const pack = this.#pack?.hash;
    const told = this.#tested.passed
      ? { SelfTest: "passed", Vectors: this.#tested.vectors, pack }
      : { SelfTest: "failed", Vector: this.#tested.vector, ...(pack === undefined ? {} : { pack }) };
    this.#say(configLine(told));
  }

  #tick(): void {
    const nowMs = performance.now();
    if (this.#mode === "idle" && nowMs - this.#saidMs >= SAY_EVERY_MS) {
      this.#saidMs = nowMs;
      this.#say(configLine(this.#config()));
    }
    const due = Math.floor(((nowMs - this.#startMs) * SENSOR.rateHz) / 1000) - this.#rowsMade;
    for (let left = due; left >= ROWS_A_PACKET; left -= ROWS_A_PACKET) this.#packet();
  }

  /** Six rows of the sensor, to wherever rows go now. */
  #packet(): void {
    const rows = this.#sensor.rows(ROWS_A_PACKET);
    this.#rowsMade += ROWS_A_PACKET;
    if (this.#mode !== "idle") this.#frame(ROWS, wireBytes(rows));
    if (this.#mode === "stream" || this.#pack === null || !this.#tested.passed) return;
    if (rows.length !== ROWS_A_PACKET * this.#pack.columns) return;
    for (const line of this.#pack.push(rows)) {
      if (this.#mode === "check") this.#frame(RESULTS, Buffer.from(JSON.stringify(line)));
      else this.#say(configLine(line));
    }
  }

  #frame(channel: typeof ROWS | typeof RESULTS, payload: Uint8Array): void {
    this.#sequence[channel]!++;
    this.#say(encodeFrame({ channel, word: this.#sequence[channel]! }, payload));
  }

  #config(): object {
    const columns = gloveFormat(SENSOR).channels.map(({ name }) => name);
    return {
      version: 2,
      sample_rate: SENSOR.rateHz,
      samples_per_packet: ROWS_A_PACKET,
      column_location: Object.fromEntries(columns.map((name, position) => [name, position])),
      device_name: `Ringside ${this.#hand === "left" ? "L" : "R"} ${this.#chip.slice(-4)}`,
      firmware: this.#firmware,
      accel_range_g: SENSOR.accelRange_g,
      gyro_range_dps: SENSOR.gyroRange_dps,
      simulated: true,
      ...(this.#pack?.hand ? { hand: this.#pack.hand } : {}),
      ...(this.#pack ? { pack: this.#pack.hash, pack_name: this.#pack.name } : {}),
      ...(this.#recognises ? { self_test: this.#tested.passed ? "passed" : "failed" } : {}),
    };
  }
}

/** A slot that the engine does not take is as good as empty. */
function packOf(content: SlotContent): PackRunner | null {
  try {
    return new PackRunner(content);
  } catch {
    return null;
  }
}
