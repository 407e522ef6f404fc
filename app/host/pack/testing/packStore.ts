import type { Model } from "#domain/learning/models.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Validation } from "#domain/validation/results.ts";
import type { Job } from "../../jobs.ts";
import {
  type MadeCapture,
  MadeStore,
  madeStream,
  rowsOfPunches,
  truth,
  truthTrack,
} from "../../learn/testing/madeStore.ts";
import type { ModelPartBytes, NewModel } from "../../store/models/modelApi.ts";
import type { ValidationHead } from "../../store/validations/validationApi.ts";
import { modelBytes } from "../../validation/modelBytes.ts";
import { runValidation } from "../../validation/runValidation.ts";
import { asBytes } from "../../validation/testing/axisModel.ts";

/** A project in memory with one model, which keeps results and settings. */
export class PackStore extends MadeStore {
  readOnly = false;
  results: Validation[] = [];
  readonly settings = new Map<string, string>();
  readonly #made: NewModel;

  constructor(captures: readonly MadeCapture[], made: NewModel) {
    super(...captures);
    this.#made = made;
  }

  async models(): Promise<Model[]> {
    return [await this.model()];
  }
  async model(): Promise<Model> {
    return asBytes(this.#made).model;
  }
  async modelParts(): Promise<ModelPartBytes[]> {
    return [...this.#made.parts];
  }
  async putTracks(): Promise<void> {}
  async addValidation(validation: Validation): Promise<void> {
    this.results.push(validation);
  }
  async validations(): Promise<ValidationHead[]> {
    return this.results;
  }
  async validation(validationId: string): Promise<Validation> {
    const found = this.results.find(({ id }) => id === validationId);
    if (found === undefined) throw new ProblemError("validation.notFound", { validationId });
    return found;
  }
  async getSetting(key: string): Promise<string | null> {
    return this.settings.get(key) ?? null;
  }
  async setSetting(key: string, json: string): Promise<void> {
    this.settings.set(key, json);
  }

  /** Judges the model on all captures. */
  async validate(models = 1): Promise<Validation> {
    const captures = await this.captures();
    const bytes = await modelBytes(this, (await this.model()).id);
    const wish = { captureIds: captures.map(({ id }) => id), rule: SAME_PUNCH, fullyAnnotated: true, truthTrack: null };
    return runValidation(
      this,
      Array.from({ length: models }, () => bytes),
      wish,
      job(),
    );
  }
}

export function job(signal: Job["signal"] = new AbortController().signal): Job {
  return {
    signal,
    progress: () => {},
    stopIfCancelled: () => {
      if (signal.aborted) throw new ProblemError("job.cancelled");
    },
  };
}

/** Samples that never arrived. */
const LOST = { from: 1200, to: 1400 };

/** Half a minute of a punch about each axis in turn, of both hands; the right glove lost some samples in between. */
export function twoGloves(name: string): MadeCapture {
  const rows = (seed: number) =>
    rowsOfPunches(
      30,
      ([0, 1, 2, 0, 1] as const).map((axis, i) => ({ atS: 5 * (i + 1), axis })),
      seed,
    );
  const [left, right] = [rows(1), rows(2)];
  const kept = Int16Array.of(...right.subarray(0, LOST.from * 6), ...right.subarray(LOST.to * 6));
  return {
    name,
    streams: [
      madeStream(left, { hand: "left" }),
      madeStream(kept, {
        runs: [
          { firstIndex: 0, rows: LOST.from },
          { firstIndex: LOST.to, rows: right.length / 6 - LOST.to },
        ],
      }),
    ],
    tracks: [truthTrack([truth("Jab", 4.6, 5.4), truth("Hook", 9.6, 10.4)])],
  };
}
