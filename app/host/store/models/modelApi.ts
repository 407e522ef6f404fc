import type { Hand } from "#domain/hands.ts";
import type { ImportPlan } from "#domain/learning/importPlan.ts";
import type { Model } from "#domain/learning/models.ts";

/** What an int8 number stands for: real = scale * (stored - zeroPoint). */
export interface Quantization {
  readonly scale: number;
  readonly zeroPoint: number;
}

/** A network before it was cut to int8, to compare with, and what the ends of its int8 twin stand for. */
export interface FloatTwin {
  /** What `openFloatNetwork` takes. */
  readonly network: Uint8Array;
  readonly input: Quantization;
  readonly output: Quantization;
}

/** A network as it is exchanged with other tools. */
export interface NetworkFile {
  /** int8: an interpreter gives the outputs of the engine. */
  readonly tflite: Uint8Array;
  /** What the file does not say. */
  readonly plan: ImportPlan;
}

/** What a glove runs, and what it was made from. */
export interface ModelPartBytes {
  /** null: for both hands. */
  readonly hand: Hand | null;
  readonly descriptor: Uint8Array;
  /** null where the classifier is no network. */
  readonly float: FloatTwin | null;
  /** null for trees, and for models of studios that did not keep it yet. */
  readonly network: NetworkFile | null;
}

/** A model with what the gloves run; the facts of its parts are told from their bytes. */
export interface NewModel {
  readonly model: Omit<Model, "parts">;
  readonly parts: readonly ModelPartBytes[];
}

/** The part of a project that keeps its models. */
export interface ModelStore {
  /** Newest first, without removed ones. */
  models(): Promise<Model[]>;
  /** One that was removed is still here: undo brings it back. @throws ProblemError model.notFound */
  model(modelId: string): Promise<Model>;
  /** In the order of the model's parts. @throws ProblemError model.notFound */
  modelParts(modelId: string): Promise<ModelPartBytes[]>;
  /** No edit: nothing is lost by keeping it. The name is made unique. */
  addModel(model: NewModel): Promise<Model>;
  /** An edit. The name is made unique. @throws ProblemError model.notFound */
  renameModel(modelId: string, name: string): Promise<Model>;
  /** An edit. @throws ProblemError model.notFound */
  removeModel(modelId: string): Promise<void>;
}
