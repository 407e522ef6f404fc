import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { ProjectStore } from "../../store/api.ts";
import { type TruthSegment, truthOf } from "../truth.ts";
import type { WarmMotion } from "../warmMotion.ts";
import { measureMoving } from "./measureMoving.ts";
import { Neighbours } from "./neighbours.ts";
import { SHAPE_NUMBERS } from "./shapes.ts";

export type ShapeStore = Pick<ProjectStore, "captures" | "capture" | "tracks" | "readSamples" | "onChange">;

/** A person's segment, and the shape of its motion. */
export interface LabelledShape {
  readonly captureId: string;
  readonly label: string;
  readonly hand: Hand | null;
  readonly startUs: number;
  readonly endUs: number;
  readonly numbers: Float32Array;
}

export interface ShapeIndex {
  readonly shapes: readonly LabelledShape[];
  readonly neighbours: Neighbours;
}

/**
 * The shapes of all segments that people labelled in the open project. A segment is measured once; what was edited since
 * is read when somebody asks.
 */
export class LabelledShapes {
  readonly #warm: WarmMotion;
  #store: ShapeStore | null = null;
  #unsubscribe: () => void = () => {};
  readonly #ofCapture = new Map<string, readonly LabelledShape[]>();
  readonly #stale = new Set<string>();
  #listIsStale = true;
  #index: ShapeIndex | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(warm: WarmMotion) {
    this.#warm = warm;
  }

  /** As it is now. @throws ProblemError of the store, engine.missing */
  index(store: ShapeStore): Promise<ShapeIndex> {
    const turn = this.#turn.then(() => this.#bringUpToDate(store));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #bringUpToDate(store: ShapeStore): Promise<ShapeIndex> {
    if (this.#store !== store) this.#watch(store);
    if (this.#listIsStale) await this.#readList(store);
    for (const captureId of [...this.#stale]) {
      this.#stale.delete(captureId);
      try {
        this.#ofCapture.set(captureId, await this.#shapesOf(store, captureId));
        this.#index = null;
      } catch (error) {
        // One capture that cannot be read (deleted meanwhile, no motion in it) takes nothing from the others.
        if (!(error instanceof ProblemError) || error.problem.code.startsWith("engine.")) throw error;
        this.#ofCapture.delete(captureId);
      }
    }
    this.#index ??= indexOf([...this.#ofCapture.values()].flat());
    return this.#index;
  }

  #watch(store: ShapeStore): void {
    this.#unsubscribe();
    this.#store = store;
    this.#ofCapture.clear();
    this.#stale.clear();
    this.#index = null;
    this.#listIsStale = true;
    this.#unsubscribe = store.onChange((change) => {
      if (change.event === "labels") this.#stale.add(change.captureId);
      else if (change.event === "captures") this.#listIsStale = true;
    });
  }

  /** Captures that are new have to be read, those that are gone no longer vote. */
  async #readList(store: ShapeStore): Promise<void> {
    this.#listIsStale = false;
    const there = new Set((await store.captures(false)).map(({ id }) => id));
    for (const id of [...this.#ofCapture.keys(), ...this.#stale]) {
      if (there.has(id)) continue;
      this.#ofCapture.delete(id);
      this.#stale.delete(id);
      this.#index = null;
    }
    for (const id of there) if (!this.#ofCapture.has(id)) this.#stale.add(id);
  }

  async #shapesOf(store: ShapeStore, captureId: string): Promise<readonly LabelledShape[]> {
    const truth = await truthOf(store, captureId);
    if (truth.length === 0) return [];
    const known = new Map((this.#ofCapture.get(captureId) ?? []).map((shape) => [keyOf(shape), shape]));
    const unknown = truth.filter((segment) => !known.has(keyOf(segment)));
    const measured = unknown.length === 0 ? [] : await measureMoving(await this.#warm.of(store, captureId), unknown);
    const numbersOf = new Map([...known].map(([key, { numbers }]) => [key, numbers]));
    for (const [i, segment] of unknown.entries()) {
      const numbers = measured[i];
      if (numbers) numbersOf.set(keyOf(segment), numbers);
    }
    return truth.flatMap(({ label, hand, startUs, endUs, ...rest }) => {
      const numbers = numbersOf.get(keyOf({ hand, startUs, endUs, ...rest }));
      return numbers === undefined ? [] : [{ captureId, label, hand, startUs, endUs, numbers }];
    });
  }
}

function keyOf({ hand, startUs, endUs }: Pick<TruthSegment, "hand" | "startUs" | "endUs">): string {
  return `${hand} ${startUs} ${endUs}`;
}

function indexOf(shapes: readonly LabelledShape[]): ShapeIndex {
  return { shapes, neighbours: new Neighbours(shapes, SHAPE_NUMBERS) };
}
