import type { ConnectedDevice, LINK_STATES } from "#contract/devices.ts";
import type { DeviceIdentity, GapReason, LinkCounts } from "#domain/captures.ts";
import type { StreamFormat } from "#domain/channels.ts";
import type { Hand } from "#domain/hands.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { TruthEvent } from "#domain/punches.ts";
import { type DeviceLink, hostNowUs, type Packet, type SampleSource } from "../sources/source.ts";
import { ByteShiftWatch } from "./byteShift.ts";
import { addTally, emptyTally, LinkWindow } from "./linkWindow.ts";
import { RowInspector } from "./rowInspector.ts";
import { type Block, RowPlacer } from "./rowPlacer.ts";
import { pause, settled } from "./waiting.ts";

export type LinkState = (typeof LINK_STATES)[number];

/** What a session tells. Called in order, from the source's own callbacks. */
export interface SessionListener {
  onBlock(session: DeviceSession, block: Block): void;
  onCorrupt(session: DeviceSession, packets: number): void;
  /** State, format, hand or problem changed. */
  onChange(session: DeviceSession): void;
}

const RECONNECT_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000];
const RESTART_AFTER_SILENCE_US = 3_000_000;
/** `connect` may take its receiver 4 s to the first row (streaming.md 14.2); then it is not coming. */
const FIRST_ROW_MS = 6_000;
const CONNECT_MS = 20_000;
const CLOSE_MS = 5_000;
const WATCH_MS = 50;

/** Trying again does not help; the user has to do something. The session still looks every 8 s whether he did. */
const CURELESS = new Set(["device.wrongFirmware", "device.badConfig", "device.recognitionMode", "device.notSsi"]);

/**
 * One connected device: keeps its stream flowing for as long as the user wants it, whatever the link does. It puts rows
 * on the device's index, counts what goes wrong, notices silence, and connects again after a loss. It never stops for
 * a bad packet.
 */
export class DeviceSession {
  readonly deviceId: string;
  hand: Hand | null;
  /** Changes when the device comes back sending something else: indexes of different epochs have nothing in common. */
  epoch = 0;
  state: LinkState = "connecting";
  problem: Problem | null = null;
  battery: number | null = null;
  readonly totals = emptyTally();
  readonly window = new LinkWindow();

  readonly #source: SampleSource;
  readonly #listener: SessionListener;
  readonly #newLiveKey: () => number;
  readonly #closing = new AbortController();
  #device: DeviceIdentity;
  #formats: readonly StreamFormat[] = [];
  #liveKey: number;
  #placers: RowPlacer[] = [];
  #inspectors: RowInspector[] = [];
  #byteShift: ByteShiftWatch | null = null;
  #link: DeviceLink | null = null;
  #pastTruth: TruthEvent[] = [];
  #lastReadUs = 0;
  #restart = new AbortController();
  #life: Promise<void> = Promise.resolve();

  constructor(
    source: SampleSource,
    device: DeviceIdentity,
    hand: Hand | null,
    newLiveKey: () => number,
    listener: SessionListener,
  ) {
    this.deviceId = device.id;
    this.hand = hand;
    this.#device = device;
    this.#source = source;
    this.#newLiveKey = newLiveKey;
    this.#liveKey = newLiveKey();
    this.#listener = listener;
  }

  get device(): DeviceIdentity {
    return this.#device;
  }

  get liveKey(): number {
    return this.#liveKey;
  }

  /** One per stream of the device; empty before it is connected. */
  get formats(): readonly StreamFormat[] {
    return this.#formats;
  }

  /** True while rows come, or are only late. */
  get flowing(): boolean {
    return this.state === "live" || this.state === "stalled";
  }

  get byteShiftSuspected(): boolean {
    return this.#byteShift?.suspected ?? false;
  }

  /** How long nothing came, in microseconds. */
  get silentUs(): number {
    return hostNowUs() - this.#lastReadUs;
  }

  /** Rows a second: measured where that is possible by now, else as claimed. */
  get rateHz(): number {
    return this.window.rateHz() ?? this.#formats[0]?.nominalRateHz ?? 1;
  }

  /**
   * Connects and waits for the first row.
   * @throws ProblemError as the source does, or device.noData where a connected device sends nothing
   */
  async connect(signal: AbortSignal): Promise<void> {
    const link = await this.#connectOnce(signal);
    this.#adopt(link);
    const firstRow = new Promise<void>((resolve) => {
      this.#onFirstRow = resolve;
    });
    this.#life = this.#live(link);
    const came = await settled(Promise.race([firstRow, this.#life]), FIRST_ROW_MS);
    if (came && this.totals.rows > 0) return;
    await this.close();
    throw new ProblemError("device.noData", { device: this.#device.name });
  }
  #onFirstRow: () => void = () => {};

  /** Ends the session and leaves the device idle. Bounded, idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    await settled(this.#life, CLOSE_MS + 1_000);
  }

  /** Places rows that are held back while a silence is judged (RowPlacer). */
  flush(): void {
    this.#placers.forEach((placer, stream) => {
      for (const block of placer.flush()) this.#deliver(stream, block);
    });
  }

  /** What the device knows about what it made, over all its links; times are hostNowUs. */
  truth(): readonly TruthEvent[] {
    return [...this.#pastTruth, ...(this.#link?.truth?.() ?? [])];
  }

  setHand(hand: Hand | null): void {
    this.hand = hand;
    this.#listener.onChange(this);
  }

  view(): ConnectedDevice {
    const { rows, ...counts } = this.totals;
    const recent = this.window.tally(hostNowUs());
    const expected = recent.rows + recent.lost;
    return {
      device: this.#device,
      liveKey: this.#liveKey,
      hand: this.hand,
      state: this.state,
      format: copyFormat(this.#formats[0]),
      measuredRateHz: this.window.rateHz(),
      counts: counts satisfies LinkCounts,
      lossShare: expected === 0 ? 0 : recent.lost / expected,
      battery: this.battery,
      rows,
      problem: this.problem === null ? null : { code: this.problem.code, detail: { ...this.problem.detail } },
    };
  }

  #connectOnce(signal: AbortSignal): Promise<DeviceLink> {
    const within = AbortSignal.any([signal, this.#closing.signal, AbortSignal.timeout(CONNECT_MS)]);
    return this.#source.connect(this.deviceId, within);
  }

  #adopt(link: DeviceLink): void {
    this.#link = link;
    this.#device = link.device;
    this.hand ??= link.hand;
    if (JSON.stringify(link.formats) === JSON.stringify(this.#formats)) return;
    if (this.#formats.length > 0) {
      this.epoch++;
      this.#liveKey = this.#newLiveKey();
    }
    this.#formats = link.formats;
    this.#placers = link.formats.map((format, i) => new RowPlacer(i, format, () => this.#rateOf(format)));
    this.#inspectors = link.formats.map((format) => new RowInspector(format));
    this.#byteShift = link.formats[0] ? new ByteShiftWatch(link.formats[0]) : null;
    this.window.restartRate();
  }

  #rateOf(format: StreamFormat): number {
    return format === this.#formats[0] ? this.rateHz : format.nominalRateHz;
  }

  async #live(first: DeviceLink): Promise<void> {
    let link: DeviceLink | null = first;
    while (link !== null) {
      const reason = await this.#stream(link);
      this.#pastTruth.push(...(link.truth?.() ?? []));
      this.#link = null;
      await settled(link.close(), CLOSE_MS);
      if (this.#closing.signal.aborted) return;
      this.flush();
      if (reason === "ended") return this.#change("ended", null);
      for (const placer of this.#placers) placer.interrupt(reason);
      for (const inspector of this.#inspectors) inspector.breakOff();
      link = await this.#reconnect();
    }
  }

  async #stream(link: DeviceLink): Promise<GapReason | "ended"> {
    this.#restart = new AbortController();
    this.#lastReadUs = hostNowUs();
    const watch = setInterval(() => this.#watchSilence(), WATCH_MS);
    const signal = AbortSignal.any([this.#closing.signal, this.#restart.signal]);
    try {
      const end = await link.stream(
        {
          onPacket: (packet) => this.#receive(packet),
          onCorrupt: (packets) => this.#refused(packets),
          onBattery: (level) => {
            this.battery = level;
          },
        },
        signal,
      );
      if (end.reason === "lost") {
        this.#change("reconnecting", { code: "device.lost", detail: { message: end.message } });
        return "disconnect";
      }
      if (end.reason === "ended") return "ended";
    } catch (error) {
      this.#change("reconnecting", { code: "device.lost", detail: { message: messageOf(error) } });
      return "disconnect";
    } finally {
      clearInterval(watch);
    }
    return "stall";
  }

  async #reconnect(): Promise<DeviceLink | null> {
    for (let attempt = 0; ; attempt++) {
      const waitMs = RECONNECT_AFTER_MS[Math.min(attempt, RECONNECT_AFTER_MS.length - 1)]!;
      if (!(await pause(waitMs, this.#closing.signal))) return null;
      try {
        const link = await this.#connectOnce(this.#closing.signal);
        this.#adopt(link);
        return link;
      } catch (error) {
        if (this.#closing.signal.aborted) return null;
        const problem = problemOf(error);
        this.#change(CURELESS.has(problem.code) ? "failed" : "reconnecting", problem);
      }
    }
  }

  #receive(packet: Packet): void {
    const placer = this.#placers[packet.stream];
    if (placer === undefined) return;
    this.#lastReadUs = hostNowUs();
    for (const block of placer.place(packet)) this.#deliver(packet.stream, block);
    if (this.state === "live") return;
    this.#change("live", null);
    this.#onFirstRow();
  }

  #deliver(stream: number, block: Block): void {
    const inspector = this.#inspectors[stream]!;
    if (block.gaps.length > 0) inspector.breakOff();
    const { repeated, clipped } = inspector.inspect(block.rows);
    const lost = block.gaps.reduce((sum, gap) => sum + gap.rows, 0);
    const tally = { rows: block.count, lost, repeated, clipped };
    addTally(this.totals, tally);
    this.window.count(block.hostTimeUs, tally);
    if (stream === 0) {
      if (block.gaps.some((gap) => !gap.exact)) this.window.restartRate();
      this.window.arrived(block.firstIndex + block.count - 1, block.hostTimeUs);
      this.#byteShift?.add(block.rows);
    }
    this.#listener.onBlock(this, block);
  }

  #refused(packets: number): void {
    this.#lastReadUs = hostNowUs();
    this.totals.corrupt += packets;
    this.window.count(hostNowUs(), { corrupt: packets });
    this.#listener.onCorrupt(this, packets);
  }

  #watchSilence(): void {
    if (this.totals.rows === 0) return;
    const silentUs = this.silentUs;
    const stallAfterUs = this.#placers[0]?.stallAfterUs ?? RESTART_AFTER_SILENCE_US;
    if (this.state === "live" && silentUs > stallAfterUs) this.#change("stalled", null);
    // A device that was just connected again may need longer to its first row.
    const patienceUs = this.flowing ? RESTART_AFTER_SILENCE_US : FIRST_ROW_MS * 1_000;
    if (silentUs <= patienceUs) return;
    this.#change("reconnecting", { code: "device.silent", detail: { device: this.#device.name } });
    this.#restart.abort();
  }

  #change(state: LinkState, problem: Problem | null): void {
    this.state = state;
    this.problem = problem;
    this.#listener.onChange(this);
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { code: "device.failed", detail: { message: messageOf(error) } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function copyFormat(format: StreamFormat | undefined): ConnectedDevice["format"] {
  if (format === undefined) return null;
  return { ...format, channels: format.channels.map((channel) => ({ ...channel })) };
}
