import type { CaptureSummary } from "#domain/captures.ts";
import { SIMULATED_ORIGIN } from "#domain/labeling/segments.ts";
import type { TruthEvent } from "#domain/punches.ts";
import type { Journal, NewCapture, NewStream, ProjectStore } from "../store/api.ts";
import type { Block } from "./rowPlacer.ts";
import { StreamWriter } from "./streamWriter.ts";

/** A device that a capture is made from, with all its streams in its own order. */
export interface CaptureInput {
  readonly deviceId: string;
  readonly streams: readonly NewStream[];
}

export const TRUTH_TRACK = { kind: "truth", name: "Simulated truth", origin: SIMULATED_ORIGIN } as const;

/** Writes one capture from any number of devices. It keeps no time of its own: the recorder says when zero was. */
export class CaptureWriter {
  readonly #store: ProjectStore;
  readonly #journal: Journal;
  readonly #zeroUs: number;
  readonly #streams: Map<string, StreamWriter[]>;

  constructor(
    store: ProjectStore,
    journal: Journal,
    zeroUs: number,
    inputs: readonly CaptureInput[],
    streamIds: readonly number[],
  ) {
    this.#store = store;
    this.#journal = journal;
    this.#zeroUs = zeroUs;
    let next = 0;
    this.#streams = new Map(
      inputs.map(({ deviceId, streams }) => [
        deviceId,
        streams.map(({ format }) => new StreamWriter(journal, streamIds[next++]!, format, zeroUs)),
      ]),
    );
  }

  /** @param zeroUs host time (hostNowUs) of the capture's start @throws ProblemError project.readOnly and others of the store */
  static async begin(
    store: ProjectStore,
    capture: Omit<NewCapture, "streams">,
    inputs: readonly CaptureInput[],
    zeroUs: number,
  ): Promise<CaptureWriter> {
    const streams = inputs.flatMap((input) => input.streams);
    const journal = await store.begin({ ...capture, streams });
    const ids = journal.capture.streams.map((stream) => stream.id);
    return new CaptureWriter(store, journal, zeroUs, inputs, ids);
  }

  get capture(): CaptureSummary {
    return this.#journal.capture;
  }

  get rows(): number {
    return this.#all().reduce((sum, stream) => sum + stream.rows, 0);
  }

  onTrouble(listener: Parameters<Journal["onTrouble"]>[0]): void {
    this.#journal.onTrouble(listener);
  }

  has(deviceId: string): boolean {
    return this.#streams.has(deviceId);
  }

  add(deviceId: string, block: Block): void {
    this.#streams.get(deviceId)?.[block.stream]?.add(block);
  }

  /** A refused packet does not say which stream it belonged to: a device's first one counts it. */
  corrupt(deviceId: string, packets: number): void {
    this.#streams.get(deviceId)?.[0]?.corrupt(packets);
  }

  stopAt(hostUs: number): void {
    for (const stream of this.#all()) stream.stopAt(hostUs);
  }

  missingUntil(deviceId: string, stopUs: number, reason: "stall" | "disconnect"): void {
    for (const stream of this.#streams.get(deviceId) ?? []) stream.missingUntil(stopUs, reason);
  }

  /**
   * Joins what was written. The truth of simulated devices (host times) becomes a track: events of which the peak lies
   * within the capture, cut to it.
   */
  async finish(
    stopUs: number,
    truth: readonly TruthEvent[],
    onProgress: (doneShare: number) => void,
  ): Promise<CaptureSummary> {
    const durationUs = Math.max(0, Math.round(stopUs - this.#zeroUs), ...this.#all().map((stream) => stream.endUs()));
    const ends = this.#all().map((stream) => stream.end());
    const capture = await this.#journal.finish(ends, durationUs, onProgress);
    if (truth.length > 0) {
      const segments = this.#truthWithin(truth, durationUs);
      await this.#store.putTracks(TRUTH_TRACK, [{ captureId: capture.id, segments }]);
    }
    return capture;
  }

  #truthWithin(truth: readonly TruthEvent[], durationUs: number) {
    const within = (us: number) => Math.min(durationUs, Math.max(0, Math.round(us - this.#zeroUs)));
    return truth
      .filter((event) => event.peakUs >= this.#zeroUs && event.peakUs < this.#zeroUs + durationUs)
      .map((event) => ({
        label: event.label,
        hand: event.hand,
        startUs: within(event.startUs),
        peakUs: within(event.peakUs),
        endUs: within(event.endUs),
        origin: "simulated",
      }))
      .sort((a, b) => a.startUs - b.startUs);
  }

  #all(): StreamWriter[] {
    return [...this.#streams.values()].flat();
  }
}
