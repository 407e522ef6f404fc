import { vi } from "vitest";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { RecordingPlan, RecordingState } from "#contract/recording.ts";
import type { StreamFormat } from "#domain/channels.ts";
import { type FakeDevice, FakeSource, type FakeStep } from "../../sources/fakeSource.ts";
import { AlertBoard } from "../alertBoard.ts";
import { DeviceBoard } from "../deviceBoard.ts";
import { FIRST_PLAN } from "../planKeeper.ts";
import { Recorder } from "../recorder.ts";
import { MemoryStore } from "./memoryStore.ts";

export const RATE_HZ = 100;
/** Ten rows a packet at 100 Hz: a packet every 100 ms. */
export const PACKET_ROWS = 10;

export const FORMAT: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: RATE_HZ,
  channels: (["x", "y"] as const).map((axis) => ({
    name: `Accelerometer${axis.toUpperCase()}`,
    kind: "acceleration",
    axis,
    unit: "g",
    scale: 16 / 32768,
    range: 16,
  })),
};

/** Rows that say which they are: [n, -n] for n = first, first + 1 … */
export function rows(first: number, count = PACKET_ROWS): Int16Array {
  return Int16Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (first + (i >> 1)));
}

/** A packet of ten rows after the 100 ms in which they were measured. */
export function packet(first: number, more: { lostBefore?: number; corrupt?: number } = {}): FakeStep[] {
  return [{ waitMs: 100 }, { rows: rows(first), ...more }];
}

export function glove(hand: "left" | "right", ...script: FakeStep[]): FakeDevice {
  return {
    identity: { id: `serial:${hand}`, name: `Glove ${hand}`, kind: "serial", simulated: false },
    format: FORMAT,
    script,
  };
}

/** Recorder, devices and alerts on fake devices, a project in memory and a clock that the test moves. */
export class Rig {
  readonly store = new MemoryStore();
  readonly states: RecordingState[] = [];
  devices: ConnectedDevice[] = [];
  readonly alerts = new AlertBoard(() => {});
  readonly recorder: Recorder;
  readonly board: DeviceBoard;
  #numbers = 0;

  constructor() {
    vi.useFakeTimers();
    this.recorder = new Recorder({
      sessions: () => this.board.sessions(),
      alerts: this.alerts,
      tell: (state) => this.states.push(state),
      finished: async () => {},
      log: () => {},
    });
    this.board = new DeviceBoard(this.alerts, this.recorder, (devices) => {
      this.devices = devices;
    });
  }

  /** Connects a fake device and runs the clock until its first row is there. */
  async connect(device: FakeDevice, hand: "left" | "right" | null = null): Promise<FakeSource> {
    const source = new FakeSource(device);
    const connected = this.board.connect(source, device.identity, hand, new AbortController().signal);
    // The wait below must not make a refused connection an unhandled one.
    connected.catch(() => {});
    await this.pass(100);
    await connected;
    return source;
  }

  start(plan: Partial<RecordingPlan> = {}): Promise<void> {
    return this.recorder.start({
      store: this.store.asStore(),
      plan: { ...FIRST_PLAN, ...plan },
      nextNumber: async () => ++this.#numbers,
    });
  }

  /** Stops and runs the clock until the capture is in review. */
  async stop(): Promise<void> {
    const stopped = this.recorder.stop();
    stopped.catch(() => {});
    await this.pass(200);
    await stopped;
  }

  pass(ms: number): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }

  /** The capture that was recorded last. */
  get stored() {
    return this.store.captures.at(-1)!;
  }

  alertCodes(): string[] {
    return this.alerts.list().map(({ code }) => code);
  }

  async close(): Promise<void> {
    const closed = this.board.close();
    await this.pass(10_000);
    await closed;
    vi.useRealTimers();
  }
}
