import type { StreamFormat } from "#domain/channels.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Block } from "../capture/rowPlacer.ts";
import type { EngineEvent } from "../engine/events.ts";
import { EnginePipeline } from "../engine/pipeline.ts";
import { MODEL_AXES, modelFraming } from "../learn/dataset/modelMotion.ts";
import { motionColumns } from "../segmenting/motionColumns.ts";
import { hostNowUs } from "../sources/source.ts";
import type { ModelBytes } from "../validation/modelBytes.ts";
import { labelOf, mustFit, readyFor } from "../validation/runModel.ts";

/** What a model found on one stream; the stream knows which one it is. */
export type Heard = Omit<LiveFinding, "deviceId" | "liveKey">;

export interface EarListener {
  onHeard(heard: Heard): void;
  /** The engine failed, and the ear hears nothing any more. */
  onBroken(error: unknown): void;
}

/** What an ear must know of its stream. */
export interface HeardStream {
  readonly format: StreamFormat;
  readonly hand: Hand | null;
  /** Measured; the claimed one where nobody has measured yet. */
  readonly rateHz: number;
}

/**
 * One model on one live stream. It runs what validation runs, over the same rows and reset at the same gaps, so it finds
 * the same; only piece by piece and beside this thread.
 */
export class Ear {
  readonly #model: ModelBytes["model"];
  readonly #pipeline: EnginePipeline;
  readonly #framesOf: (block: Block) => Int16Array;
  readonly #listener: EarListener;
  #work: Promise<void> = Promise.resolve();
  /** Stream index of the pipeline's frame 0, and one past the last frame that it got. */
  #run: { readonly begin: number; end: number } | null = null;
  #closed = false;

  /** @throws ProblemError model.otherRate, model.noChannel, model.otherRange, validation.noHand; engine.refused, engine.missing */
  constructor(bytes: ModelBytes, { format, hand, rateHz }: HeardStream, listener: EarListener) {
    mustFit(bytes.model, { format, clock: { startUs: 0, rateHz } });
    this.#model = bytes.model;
    this.#pipeline = new EnginePipeline(readyFor(bytes, hand).descriptor);
    if (this.#pipeline.shape.inputColumns !== MODEL_AXES) {
      throw new ProblemError("model.noChannel", { model: bytes.model.name });
    }
    const columns = motionColumns(format);
    const { framesOf } = modelFraming(format, columns, bytes.model.needs);
    this.#framesOf = ({ rows }) => framesOf(columns.framesOf(rows));
    this.#listener = listener;
  }

  /** Takes rows as they come, in order. Findings are told as soon as the engine has them. */
  push(block: Block): void {
    this.#do(() => this.#take(block));
  }

  /** Nothing more comes: tells what is still open, and then nothing any more. */
  close(): Promise<void> {
    this.#do(async () => {
      this.#endRun(hostNowUs());
      this.#closed = true;
    });
    return this.#work;
  }

  /** Nothing is told from now on. */
  silence(): void {
    this.#closed = true;
  }

  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      try {
        if (!this.#closed) await work();
      } catch (error) {
        this.#closed = true;
        this.#listener.onBroken(error);
      }
    });
  }

  async #take(block: Block): Promise<void> {
    if (this.#run?.end !== block.firstIndex) this.#endRun(block.hostTimeUs);
    this.#run ??= { begin: block.firstIndex, end: block.firstIndex };
    const events = await this.#pipeline.pushAside(this.#framesOf(block));
    this.#run.end += block.count;
    for (const event of events) this.#found(event, this.#run.begin, block.hostTimeUs);
  }

  #endRun(hostTimeUs: number): void {
    if (this.#run === null) return;
    for (const event of this.#pipeline.flush()) this.#found(event, this.#run.begin, hostTimeUs);
    this.#pipeline.reset();
    this.#run = null;
  }

  /** @param arrivedUs when the sample came that completed it */
  #found(event: EngineEvent, begin: number, arrivedUs: number): void {
    if (event.dropped || this.#closed) return;
    const hostTimeUs = hostNowUs();
    this.#listener.onHeard({
      modelId: this.#model.id,
      label: labelOf(this.#model, event),
      classNumber: event.classNumber,
      beginIndex: begin + event.beginIndex,
      endIndex: begin + event.endIndex,
      decidedIndex: begin + event.decidedIndex,
      confidence: event.score,
      latencyMs: (hostTimeUs - arrivedUs) / 1000,
      hostTimeUs,
    });
  }
}
