import type { ConnectedDevice, LINK_STATES } from "#contract/devices.ts";
import type { DeviceIdentity, GapReason } from "#domain/captures.ts";
import type { FirmwareFacts, GloveResult } from "#domain/deploy/recognition.ts";
import type { Hand } from "#domain/hands.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { TruthEvent } from "#domain/punches.ts";
import { sent } from "../sent.ts";
import { type DeviceLink, hostNowUs, type Packet, type SampleSource } from "../sources/source.ts";
import { emptyTally } from "./linkWindow.ts";
import { openLink } from "./openLink.ts";
import { type GloveSaid, OwnResults } from "./ownResults.ts";
import type { Block } from "./rowPlacer.ts";
import { streamDevice } from "./streamDevice.ts";
import { StreamMonitor } from "./streamMonitor.ts";
import { pause, settled } from "./waiting.ts";

export type LinkState = (typeof LINK_STATES)[number];

/** What a session tells. Called in order, from the source's own callbacks. */
export interface SessionListener {
  onBlock(session: DeviceSession, block: Block): void;
  onCorrupt(session: DeviceSession, packets: number): void;
  onResult(session: DeviceSession, said: GloveSaid): void;
  /** State, format, hand or problem changed. */
  onChange(session: DeviceSession): void;
}

const RECONNECT_AFTER_MS = [500, 1_000, 2_000, 4_000, 8_000];
const RESTART_AFTER_SILENCE_US = 3_000_000;
/** A device may take 4 s from `connect` to its first row (streaming.md 14.2); later it is not coming. */
const FIRST_ROW_MS = 6_000;
const CLOSE_MS = 5_000;
const WATCH_MS = 50;

/** Trying again does not help; the user has to do something. The session still looks every 8 s whether he did. */
const CURELESS = new Set(["device.badConfig", "device.recognitionMode", "device.notSsi"]);

/**
 * One connected device: keeps its streams flowing for as long as the user wants it, whatever the link does. It notices
 * silence and connects again after a loss; StreamMonitor looks after the rows. It never stops for a bad packet.
 */
export class DeviceSession {
  readonly deviceId: string;
  /** Changes when the device comes back sending something else: indexes of different epochs have nothing in common. */
  epoch = 0;
  /** Counts how often the device began to send: indexes that it tells itself begin anew each time. */
  run = 0;
  state: LinkState = "connecting";
  problem: Problem | null = null;
  battery: number | null = null;
  /** One per stream of the device; empty before it is connected. */
  streams: readonly StreamMonitor[] = [];

  readonly #source: SampleSource;
  readonly #listener: SessionListener;
  readonly #newLiveKey: () => number;
  readonly #closing = new AbortController();
  readonly #pastTruth: TruthEvent[] = [];
  #device: DeviceIdentity;
  #hand: Hand | null;
  #link: DeviceLink | null = null;
  #lastReadUs = hostNowUs();
  #restart = new AbortController();
  readonly #results = new OwnResults();
  #again = false;
  #onFirstRow: () => void = () => {};
  #life: Promise<void> = Promise.resolve();

  /** @param hand what the user said about this device before; null leaves it to the device */
  constructor(
    source: SampleSource,
    device: DeviceIdentity,
    hand: Hand | null,
    newLiveKey: () => number,
    listener: SessionListener,
  ) {
    this.deviceId = device.id;
    this.#device = device;
    this.#hand = hand;
    this.#source = source;
    this.#newLiveKey = newLiveKey;
    this.#listener = listener;
  }

  get device(): DeviceIdentity {
    return this.#device;
  }

  /** What firmware of ours says of itself; null for a stranger's and while there is no link. */
  get firmware(): FirmwareFacts | null {
    return this.#link?.firmware ?? null;
  }

  get sends(): NonNullable<DeviceLink["sends"]> {
    return this.#link?.sends ?? "samples";
  }

  /** True while rows come, or are only late. A glove that only recognises has none. */
  get flowing(): boolean {
    return this.streams.length > 0 && (this.state === "live" || this.state === "stalled");
  }

  /** How long nothing came, in microseconds. */
  get silentUs(): number {
    return hostNowUs() - this.#lastReadUs;
  }

  /**
   * Connects and waits for the first row.
   * @throws ProblemError as the source does, device.noAnswer where it took too long, device.calledOff where it was closed
   *         meanwhile, device.noData where a connected device sends nothing
   */
  async connect(signal: AbortSignal): Promise<void> {
    const link = await this.#connectOnce(signal);
    this.#adopt(link);
    const firstRow = new Promise<boolean>((resolve) => {
      this.#onFirstRow = () => resolve(true);
    });
    this.#life = this.#live(link);
    if (await Promise.race([firstRow, pause(FIRST_ROW_MS, this.#closing.signal).then(() => false)])) return;
    await this.close();
    throw new ProblemError("device.noData", { device: this.#device.name });
  }

  /** Lets the glove start over on the same link: it counts its samples from 0 again. */
  startOver(): void {
    this.#again = true;
    this.#restart.abort();
  }

  /** Ends the session and leaves the device idle. Bounded, idempotent. */
  async close(): Promise<void> {
    this.#closing.abort();
    await settled(this.#life, CLOSE_MS + 1_000);
  }

  /** Places rows that are held back while a silence is judged. */
  flush(): void {
    for (const stream of this.streams) for (const block of stream.flush()) this.#listener.onBlock(this, block);
  }

  /** What the device knows about what it made, over all its links; times are hostNowUs. */
  truth(): readonly TruthEvent[] {
    return [...this.#pastTruth, ...(this.#link?.truth?.() ?? [])];
  }

  /** @param streamDeviceId which stream's hand: the device's id, or that of one of its further streams */
  setHand(streamDeviceId: string, hand: Hand | null): void {
    const stream = this.streams.find(({ device }) => device.id === streamDeviceId);
    if (stream === undefined) return;
    stream.hand = hand;
    if (stream === this.streams[0]) this.#hand = hand;
    this.#listener.onChange(this);
  }

  /** One entry a stream, so that each has its card and its trace. */
  views(): ConnectedDevice[] {
    const { state, battery, sends, firmware } = this;
    const link = { state, battery, problem: sent(this.problem), sends, firmware: sent(firmware) };
    if (this.streams.length > 0) return this.streams.map((stream) => ({ ...stream.view(), ...link }));
    const { rows, ...counts } = emptyTally();
    const nothing = { liveKey: 0, format: null, measuredRateHz: null, counts, lossShare: 0, rows };
    return [{ ...nothing, ...link, device: this.#device, hand: this.#hand }];
  }

  #connectOnce(signal: AbortSignal): Promise<DeviceLink> {
    return openLink(this.#source, this.#device, signal, this.#closing.signal);
  }

  #adopt(link: DeviceLink): void {
    this.#link = link;
    this.#device = link.device;
    if (JSON.stringify(link.formats) === JSON.stringify(this.streams.map(({ format }) => format))) return;
    if (this.streams.length > 0) this.epoch++;
    this.streams = link.formats.map((format, i) => {
      const hand = link.hands?.[i] ?? (i === 0 ? (this.#hand ?? link.hand) : null);
      return new StreamMonitor(i, streamDevice(link.device, i), format, hand, this.#newLiveKey());
    });
  }

  async #live(first: DeviceLink): Promise<void> {
    let link: DeviceLink | null = first;
    while (link !== null) {
      let reason = await this.#stream(link);
      while (this.#again && !this.#closing.signal.aborted && reason === "stall") {
        this.flush();
        for (const stream of this.streams) stream.interrupt("stall");
        reason = await this.#stream(link);
      }
      this.#pastTruth.push(...(link.truth?.() ?? []));
      this.#link = null;
      await settled(link.close(), CLOSE_MS);
      if (this.#closing.signal.aborted) return;
      this.flush();
      if (reason === "ended") return this.#change("ended", null);
      for (const stream of this.streams) stream.interrupt(reason);
      link = await this.#reconnect();
    }
  }

  async #stream(link: DeviceLink): Promise<GapReason | "ended"> {
    this.#restart = new AbortController();
    this.#again = false;
    this.#lastReadUs = hostNowUs();
    this.#results.begin();
    this.run++;
    // It says something only when it recognises something.
    if (link.sends === "results") {
      this.#change("live", null);
      this.#onFirstRow();
    }
    const watch =
      link.mayBeSilent || link.sends === "results" ? undefined : setInterval(() => this.#watchSilence(), WATCH_MS);
    try {
      const receiver = {
        onPacket: (packet: Packet) => this.#receive(packet),
        onCorrupt: (packets: number) => this.#refused(packets),
        onBattery: (level: number) => {
          this.battery = level;
        },
        onResult: (result: GloveResult, hostTimeUs: number) => this.#recognised(result, hostTimeUs),
      };
      const end = await link.stream(receiver, AbortSignal.any([this.#closing.signal, this.#restart.signal]));
      if (end.reason !== "lost") return end.reason === "ended" ? "ended" : "stall";
      this.#change("reconnecting", { code: "device.lost", detail: { message: end.message } });
    } catch (error) {
      this.#change("reconnecting", { code: "device.lost", detail: { message: messageOf(error) } });
    } finally {
      clearInterval(watch);
    }
    return "disconnect";
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
    this.#lastReadUs = hostNowUs();
    const blocks = this.streams[packet.stream]?.receive(packet) ?? [];
    for (const block of blocks) this.#listener.onBlock(this, block);
    const waited = packet.stream === 0 ? this.#results.placed(blocks) : [];
    for (const said of waited) this.#listener.onResult(this, said);
    if (this.state === "live") return;
    this.#change("live", null);
    this.#onFirstRow();
  }

  /**
   * A refused packet does not say which stream it belonged to: the first one counts it. It is no sign of life: a device
   * of which nothing can be read is as good as silent.
   */
  #refused(packets: number): void {
    this.streams[0]?.refused(packets);
    this.#listener.onCorrupt(this, packets);
  }

  #recognised(result: GloveResult, hostTimeUs: number): void {
    this.#lastReadUs = hostNowUs();
    const said = this.#results.take(result, hostTimeUs, this.streams.length > 0);
    if (said !== null) this.#listener.onResult(this, said);
  }

  #watchSilence(): void {
    if (this.state === "connecting") return;
    const silentUs = this.silentUs;
    const stallAfterUs = this.streams[0]?.stallAfterUs ?? RESTART_AFTER_SILENCE_US;
    if (this.state === "live" && silentUs > stallAfterUs) this.#change("stalled", null);
    // A device that was just connected again may need longer to its first row.
    const patienceUs = this.flowing ? RESTART_AFTER_SILENCE_US : FIRST_ROW_MS * 1_000;
    if (silentUs <= patienceUs || this.#restart.signal.aborted) return;
    this.#change("reconnecting", { code: "device.noData", detail: { device: this.#device.name } });
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
