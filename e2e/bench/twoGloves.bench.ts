import { ClockFit } from "#domain/clockFit.ts";
import { randomOf } from "#domain/random.ts";
import { type ClockLine, indexToUs } from "#domain/time.ts";
import { StreamMonitor } from "#host/capture/streamMonitor.ts";
import { StreamWriter } from "#host/capture/streamWriter.ts";
import { gloveFormat } from "#host/sources/simulated/sensor.ts";
import type { Journal } from "#host/store/api.ts";
import { rounded } from "./measure.ts";

/**
 * How far apart one moment lies on two gloves of one capture, once their clocks are fitted: clocks 80 ppm apart, started at
 * any moment, rows in packets that come late by what a link does. The capture's own code places and fits. The aim: median
 * and 95 of 100 moments under 3 ms.
 *
 * `throughDeviceTime` lays the same arrivals over what the glove says it measured them at, instead of over the index. It
 * comes to the same: such a time says when a row was made, not how long it waited for the radio. What moves a glove is the
 * shortest wait among its packets, and only packets that meet the connection at many phases keep that short.
 */
export const name = "twoGloves";

const RUNS = 60;
/** As the gloves are at first; and where each packet meets the connection at the same phase, which nobody can see. */
const RATES_HZ = { usual: 119, inStep: 100 } as const;
const APART_PPM = 80;
const MOMENTS = 20;
/** A glove says its time when its loop has read the row: up to this late. */
const LOOP_US = 500;

interface LinkKind {
  readonly packetRows: number;
  /** Never less late than this, the same for all packets of a glove, microseconds: up to. */
  readonly leastUs: number;
  /** A connection hands over only at these moments; 0: at any. */
  readonly everyUs: number;
  /** Mean of what comes on top. */
  readonly meanUs: number;
  /** One packet in a hundred waits up to this. */
  readonly hiccupUs: number;
}

const LINKS: Readonly<Record<string, LinkKind>> = {
  cable: { packetRows: 6, leastUs: 500, everyUs: 1000, meanUs: 800, hiccupUs: 30_000 },
  radio: { packetRows: 6, leastUs: 1500, everyUs: 7500, meanUs: 4000, hiccupUs: 400_000 },
  // What fits a notification of 244 bytes behind its head (firmware/PROTOCOL.md 4).
  framed: { packetRows: 19, leastUs: 1500, everyUs: 7500, meanUs: 4000, hiccupUs: 400_000 },
};

const SILENT = { append() {}, gap() {}, progress() {} } as unknown as Journal;

/** A glove's rows as they arrive; returns its fitted line and where each row was really measured. */
function record(nominalHz: number, seconds: number, ppm: number, link: LinkKind, seed: string) {
  const random = randomOf(seed.length, seed);
  const loop = randomOf(seed.length, `loop of ${seed}`);
  const rateHz = nominalHz * (1 + ppm / 1e6);
  const startUs = random.next() * 2e6;
  const leastUs = random.next() * link.leastUs;
  const streamFormat = gloveFormat({
    rateHz: nominalHz,
    accelRange_g: 16,
    gyroRange_dps: 2000,
    magnetometer: false,
    clockError_ppm: 0,
  });
  const monitor = new StreamMonitor(
    0,
    { id: seed, name: seed, kind: "serial", simulated: true },
    streamFormat,
    null,
    1,
  );
  const writer = new StreamWriter(SILENT, 0, streamFormat, 0);
  const measuredUs = (index: number) => startUs + (index * 1e6) / rateHz;
  const phaseUs = random.next() * link.everyUs;
  const toDevice = new ClockFit(nominalHz);
  const toHost = new ClockFit(1e6);
  const { packetRows } = link;
  let before = 0;
  for (let index = 0; measuredUs(index) < seconds * 1e6; index += packetRows) {
    const late = leastUs - link.meanUs * Math.log(1 - random.next());
    const hiccup = random.next() < 0.01 ? random.next() * link.hiccupUs : 0;
    const ready = measuredUs(index + packetRows - 1) + late + hiccup;
    const slot = link.everyUs === 0 ? ready : Math.ceil((ready - phaseUs) / link.everyUs) * link.everyUs + phaseUs;
    before = Math.max(before, slot);
    const rows = new Int16Array(packetRows * 6).fill(index % 1000);
    const last = index + packetRows - 1;
    const deviceUs = (last * 1e6) / nominalHz + loop.next() * LOOP_US;
    toDevice.add(last, deviceUs);
    toHost.add(deviceUs, before);
    const packet = { stream: 0, rows, lostBefore: 0, hostTimeUs: before, deviceTimeUs: null };
    for (const block of monitor.receive(packet)) writer.add(block);
  }
  for (const block of monitor.flush()) writer.add(block);
  const throughDeviceTime = composed(toDevice.fit()!.line, toHost.fit()!.line);
  return { line: writer.end().clock, throughDeviceTime, startUs, rateHz };
}

/** Index -> device time -> host time as one line; the second's "rate" is device microseconds a second. */
function composed(toDevice: ClockLine, toHost: ClockLine): ClockLine {
  return {
    startUs: toHost.startUs + (toDevice.startUs * 1e6) / toHost.rateHz,
    rateHz: (toDevice.rateHz * toHost.rateHz) / 1e6,
  };
}

/** Where a moment stands on a glove's fitted line. */
function onCapture(at: number, line: ClockLine, glove: { startUs: number; rateHz: number }): number {
  return indexToUs(line, ((at - glove.startUs) * glove.rateHz) / 1e6);
}

function errorsMs(nominalHz: number, seconds: number, kind: string) {
  const link = LINKS[kind]!;
  return Array.from({ length: RUNS }, (_, run) => {
    const left = record(nominalHz, seconds, -APART_PPM / 2, link, `left ${kind} ${seconds} ${run}`);
    const right = record(nominalHz, seconds, APART_PPM / 2, link, `right ${kind} ${seconds} ${run}`);
    return Array.from({ length: MOMENTS }, (__, i) => {
      const at = 2e6 + ((seconds * 1e6 - 2e6) * (i + 0.5)) / MOMENTS;
      const apartMs = (line: "line" | "throughDeviceTime") =>
        Math.abs(onCapture(at, left[line], left) - onCapture(at, right[line], right)) / 1000;
      return { ms: apartMs("line"), throughDeviceTimeMs: apartMs("throughDeviceTime") };
    });
  }).flat();
}

function figuresOf(errorsOf: readonly number[]) {
  const errors = [...errorsOf].sort((a, b) => a - b);
  const at = (share: number) => rounded(errors[Math.floor(share * errors.length)]!);
  return { medianMs: at(0.5), p95Ms: at(0.95), worstMs: rounded(errors.at(-1)!) };
}

export async function run(): Promise<object> {
  const results: Record<string, object> = {};
  for (const [rate, nominalHz] of Object.entries(RATES_HZ)) {
    for (const kind of Object.keys(LINKS)) {
      for (const seconds of [30, 180]) {
        const errors = errorsMs(nominalHz, seconds, kind);
        results[`${kind} ${rate} ${seconds} s`] = {
          ...figuresOf(errors.map(({ ms }) => ms)),
          throughDeviceTime: figuresOf(errors.map(({ throughDeviceTimeMs }) => throughDeviceTimeMs)),
        };
      }
    }
  }
  return { aimMs: 3, clocksApartPpm: APART_PPM, runs: RUNS, ...results };
}
