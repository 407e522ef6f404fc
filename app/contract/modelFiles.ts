import { z } from "zod";
import { COLUMNS } from "#domain/learning/columns.ts";
import type { ImportPlan, QuantizationReport, Span } from "#domain/learning/importPlan.ts";
import { type ForeignModel, IMPORT_FORMATS } from "#domain/learning/imports.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { jobId } from "./jobs.ts";
import { datasetQuery, model, modelNeeds } from "./learning.ts";
import { hand, name, outcome, problem } from "./schemas.ts";
import { settingValues } from "./segmenting.ts";

const whole = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const column = z.enum(COLUMNS);

const pair = z.tuple([z.number(), z.number()]);
const span = pair.refine(([low, high]) => low < high, {
  message: "the first number must be below the second",
}) satisfies z.ZodType<Span>;
/** A feature that was the same in every segment has no width. */
const reach = pair.refine(([low, high]) => low <= high, { message: "the first number must not be above the second" });
const to = span.nullable();
const line = z.object({ from: span, to }).nullable();

export const importPlan = z.object({
  classes: z.array(z.string().trim().min(1).max(64)).min(1).max(32),
  hands: z.enum(["together", "mirrored", "left", "right"]),
  segmenter: z.object({ name: z.enum(SEGMENTER_NAMES), settings: settingValues }),
  needs: modelNeeds.nullable(),
  input: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("window"),
      channels: z.array(column).min(1).max(16),
      acceleration: line,
      rotation: line,
    }),
    z.object({
      kind: z.literal("features"),
      features: z
        .array(
          z.object({
            name: z.string().min(1).max(64),
            columns: z.array(column).min(1).max(8),
            parameters: z.array(z.number()).max(5),
            from: reach,
          }),
        )
        .min(1)
        .max(255),
      to,
    }),
  ]),
  rejectBelow: share,
}) satisfies z.ZodType<ImportPlan>;

const foreignTensor = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.number().int()),
  quantization: z.object({ scale: z.number(), zeroPoint: z.number() }).nullable(),
});

export const foreignModel = z.object({
  format: z.enum(IMPORT_FORMATS),
  description: z.string(),
  inputs: z.array(foreignTensor),
  outputs: z.array(foreignTensor),
  operators: z.array(z.string()),
  network: z
    .object({ numbers: z.enum(["int8", "float"]), steps: whole, channels: whole, outputs: whole, layers: whole })
    .nullable(),
  obstacles: z.array(problem),
}) satisfies z.ZodType<ForeignModel>;

const quantizationReport = z.object({
  agreement: share,
  worstLogitError: z.number(),
  classes: z.array(z.object({ label: z.string(), support: whole, float: share.nullable(), int8: share.nullable() })),
}) satisfies z.ZodType<QuantizationReport>;

/** A network of a stored model as a file: one for both hands where both run the same. */
const modelFile = z.object({
  /** Its place, for bulkPaths.modelFile. */
  part: whole,
  /** Whose glove runs it; null: any. */
  hands: z.array(hand.nullable()),
  /** e.g. `Boxing left.tflite` */
  fileName: z.string(),
  bytes: whole,
  /** With it, the file can be imported again, here or elsewhere; also a plan to start from for another file. */
  plan: importPlan,
});

export const modelFileCalls = {
  /**
   * What files say that were offered by bulkPaths.offeredFile: the signature of the model, and whether the engine can run
   * it. Problems: import.notOffered, import.unknownFormat, import.damaged, import.missingFile, import.graphModel.
   */
  "model.inspect": { input: z.object({ offerId: z.uuid() }), output: outcome(foreignModel) },
  /**
   * Makes a model of the project from offered files. An int8 network stays as it is; a float one is cut to int8 by the
   * segments that the plan's segmenter finds in the captures of `query`, with `quantized` telling what that changed.
   * `notes` say what may not be meant, such as classes that the project has no label for. Problems: those of model.inspect,
   * the obstacles of the file, import.classCount, import.sameClass, import.inputCount, import.unknownFeature,
   * import.needsRange, import.noRange, import.otherRate, import.otherRange, import.otherChannels, import.noNeeds,
   * import.noCalibration, learn.notANumber, job.cancelled. Nothing is kept of a failed one.
   */
  "model.import": {
    input: z.object({ offerId: z.uuid(), name, plan: importPlan, query: datasetQuery, jobId }),
    output: outcome(z.object({ model, notes: z.array(problem), quantized: quantizationReport.nullable() })),
  },
  /**
   * The networks of a model as `.tflite` files, to be fetched by bulkPaths.modelFile. Problems: model.notFound,
   * export.noNetwork (trees), export.tooOld (a model of an earlier studio).
   */
  "model.export": { input: z.object({ modelId: z.uuid() }), output: outcome(z.array(modelFile)) },
} as const;

export type ModelFile = z.infer<typeof modelFile>;
