import type { RecordingPlan } from "#contract/recording.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { fillNameTemplate } from "#domain/nameTemplate.ts";
import type { TruthEvent } from "#domain/punches.ts";
import { hostNowUs } from "../sources/source.ts";
import type { Journal, ProjectStore } from "../store/api.ts";
import { CaptureWriter } from "./captureWriter.ts";
import type { DeviceSession } from "./deviceSession.ts";
import type { Block } from "./rowPlacer.ts";
import { pause } from "./waiting.ts";

/** Rows measured before the stop are still on their way for this long. */
const LAST_ROWS_MS = 150;

/** What one recording needs to be told at its start. */
export interface RecordingOrder {
  readonly store: ProjectStore;
  readonly plan: RecordingPlan;
  /** The capture's number in its project; asked for only when the recording really starts. */
  nextNumber(): Promise<number>;
}

/**
 * One running recording: from the moment of its start, which is the capture's zero, until its rows are safe on disk.
 * Rows that come before the store has begun the capture wait, and are part of it.
 */
export class Recording {
  readonly order: RecordingOrder;
  readonly zeroUs = hostNowUs();
  readonly startedAtMs = Date.now();
  readonly #sessions: readonly DeviceSession[];
  /** The devices that take part, with the epoch of their streams at the start. */
  readonly #epochs: ReadonlyMap<string, number>;
  #writer: CaptureWriter | null = null;
  #early: { deviceId: string; block: Block }[] = [];

  /** @param sessions the devices that take part, all of them live */
  constructor(order: RecordingOrder, sessions: readonly DeviceSession[]) {
    this.order = order;
    this.#sessions = sessions;
    this.#epochs = new Map(sessions.map(({ deviceId, epoch }) => [deviceId, epoch]));
  }

  /** The capture as the store began it; null until then. */
  get capture(): CaptureSummary | null {
    return this.#writer?.capture ?? null;
  }

  get rows(): number {
    return this.#writer?.rows ?? 0;
  }

  /** "changed": it takes part, but came back with another format. */
  partOf(session: DeviceSession): "yes" | "changed" | "no" {
    const epoch = this.#epochs.get(session.deviceId);
    if (epoch === undefined) return "no";
    return epoch === session.epoch ? "yes" : "changed";
  }

  /** @throws ProblemError of the store */
  async begin(onTrouble: Parameters<Journal["onTrouble"]>[0]): Promise<void> {
    const { store, plan } = this.order;
    const metadata = Object.fromEntries(Object.entries(plan.metadata).filter(([, value]) => value.trim() !== ""));
    const writer = await CaptureWriter.begin(
      store,
      { name: await this.#name(), createdAtMs: this.startedAtMs, label: plan.label, metadata },
      this.#sessions.map(({ deviceId, streams }) => ({
        deviceId,
        streams: streams.map(({ device, hand, format }) => ({ device, hand, format })),
      })),
      this.zeroUs,
    );
    writer.onTrouble(onTrouble);
    for (const { deviceId, block } of this.#early) writer.add(deviceId, block);
    this.#early = [];
    this.#writer = writer;
  }

  add(session: DeviceSession, block: Block): void {
    if (this.partOf(session) !== "yes") return;
    const { deviceId } = session;
    if (this.#writer === null) this.#early.push({ deviceId, block });
    else this.#writer.add(deviceId, block);
  }

  corrupt(session: DeviceSession, packets: number): void {
    if (this.partOf(session) === "yes") this.#writer?.corrupt(session.deviceId, packets);
  }

  /**
   * Takes what was measured before `stopUs` (host time), marks what devices that are away did not send, and makes the
   * capture whole.
   */
  async finish(
    stopUs: number,
    isConnected: (session: DeviceSession) => boolean,
    onProgress: (doneShare: number) => void,
  ): Promise<CaptureSummary> {
    const writer = this.#writer!;
    writer.stopAt(stopUs);
    await pause(LAST_ROWS_MS);
    const truth: TruthEvent[] = [];
    for (const session of this.#sessions) {
      session.flush();
      this.#markMissing(writer, session, isConnected(session), stopUs);
      if (this.order.plan.keepSimulatedTruth) truth.push(...session.truth());
    }
    // Nothing that still arrives belongs to it.
    this.#writer = null;
    return writer.finish(stopUs, truth, onProgress);
  }

  #markMissing(writer: CaptureWriter, session: DeviceSession, connected: boolean, stopUs: number): void {
    const state = connected && this.partOf(session) === "yes" ? session.state : "gone";
    // What has no more to send (a replay at its end) misses nothing.
    if (state === "stalled") writer.missingUntil(session.deviceId, stopUs, "stall");
    else if (state !== "live" && state !== "ended") writer.missingUntil(session.deviceId, stopUs, "disconnect");
  }

  async #name(): Promise<string> {
    const { plan, nextNumber } = this.order;
    const hands = new Set(this.#sessions.flatMap(({ streams }) => streams.map(({ hand }) => hand)));
    return fillNameTemplate(plan.nameTemplate, {
      label: plan.label,
      metadata: plan.metadata,
      hand: hands.size > 1 ? "both" : ([...hands][0] ?? null),
      device: this.#sessions.map((session) => session.device.name).join(" + "),
      number: await nextNumber(),
      at: new Date(this.startedAtMs),
    });
  }
}
