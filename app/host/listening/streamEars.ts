import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { Block } from "../capture/rowPlacer.ts";
import type { StreamMonitor } from "../capture/streamMonitor.ts";
import type { ModelBytes } from "../validation/modelBytes.ts";
import { mustFit } from "../validation/runModel.ts";
import { Ear, type HeardStream } from "./ear.ts";

/** A measured rate is believed from this much on: before it, a late packet moves it by more than a model bears. */
const RATE_SETTLES_S = 10;
/** How often it is looked at whether a model still fits what a glove really sends. */
const JUDGE_US = 5_000_000;

interface OneModel {
  readonly bytes: ModelBytes;
  ear: Ear | null;
  problem: Problem | null;
}

/** All models on one live stream. A hand that somebody gives it, or a rate that settles elsewhere, begins them anew. */
export class StreamEars {
  readonly monitor: StreamMonitor;
  readonly #models: readonly OneModel[];
  readonly #tell: (finding: LiveFinding) => void;
  #hand: StreamMonitor["hand"] | undefined;
  #judgedUs = Number.NEGATIVE_INFINITY;

  constructor(monitor: StreamMonitor, models: readonly ModelBytes[], tell: (finding: LiveFinding) => void) {
    this.monitor = monitor;
    this.#models = models.map((bytes) => ({ bytes, ear: null, problem: null }));
    this.#tell = tell;
  }

  /** Why a model does not hear this stream. What a rate seems to be before it has settled is not told. */
  get problems(): readonly { readonly model: string; readonly problem: Problem }[] {
    return this.#models.flatMap(({ bytes, problem }) =>
      problem === null || (problem.code === "model.otherRate" && !this.#rateSettled)
        ? []
        : [{ model: bytes.model.name, problem }],
    );
  }

  push(block: Block): void {
    if (this.#hand !== this.monitor.hand || block.hostTimeUs - this.#judgedUs > JUDGE_US) this.#judge(block.hostTimeUs);
    for (const { ear } of this.#models) ear?.push(block);
  }

  /** The stream is over: tells what is still open. */
  async close(): Promise<void> {
    await Promise.all(this.#models.map(({ ear }) => ear?.close()));
  }

  silence(): void {
    for (const { ear } of this.#models) ear?.silence();
  }

  get #rateSettled(): boolean {
    return this.monitor.totals.rows >= RATE_SETTLES_S * this.monitor.format.nominalRateHz;
  }

  #judge(nowUs: number): void {
    const { format, hand, measuredRateHz } = this.monitor;
    const otherHand = this.#hand !== hand;
    this.#hand = hand;
    this.#judgedUs = nowUs;
    const heard = { format, hand, rateHz: (this.#rateSettled ? measuredRateHz : null) ?? format.nominalRateHz };
    for (const one of this.#models) {
      try {
        if (one.ear === null || otherHand) this.#begin(one, heard);
        else mustFit(one.bytes.model, { format, clock: { startUs: 0, rateHz: heard.rateHz } });
      } catch (error) {
        this.#end(one, error);
      }
    }
  }

  #begin(one: OneModel, heard: HeardStream): void {
    const ear: Ear = new Ear(one.bytes, heard, {
      onHeard: (found) => {
        const { device, liveKey } = this.monitor;
        this.#tell({ deviceId: device.id, liveKey, ...found });
      },
      onBroken: (error) => {
        if (one.ear === ear) this.#end(one, error);
      },
    });
    one.ear?.silence();
    one.ear = ear;
    one.problem = null;
  }

  #end(one: OneModel, error: unknown): void {
    one.ear?.silence();
    one.ear = null;
    const reason = error instanceof Error ? error.message : String(error);
    one.problem = error instanceof ProblemError ? error.problem : { code: "engine.broken", detail: { reason } };
  }
}
