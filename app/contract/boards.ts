import { z } from "zod";
import {
  BOARD_MODES,
  type Board,
  FLASH_RESULTS,
  FLASH_STATES,
  FLASH_STEPS,
  type FlashRecord,
  type GloveAnswer,
  type Image,
} from "#domain/deploy/flash.ts";
import { jobId } from "./jobs.ts";
import { hand, name, outcome, problem } from "./schemas.ts";

const whole = z.number().int().nonnegative();
const timeMs = z.number().int();
const imageId = z.string().regex(/^[0-9a-f]{64}$/);

const board = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(BOARD_MODES),
  portShown: z.string(),
  simulated: z.boolean(),
  supported: z.boolean(),
  deviceId: z.string().nullable(),
}) satisfies z.ZodType<Board>;

export const image = z.object({
  id: imageId,
  name: z.string(),
  bytes: whole,
  addedAtMs: timeMs,
  origin: z.enum(["compiled", "added"]),
  slotBytes: whole.nullable(),
  firmware: z.string().nullable(),
  packHash: z.string().nullable(),
}) satisfies z.ZodType<Image>;

const answer = z.object({
  firmware: z.string().nullable(),
  packHash: z.string().nullable(),
  selfTest: z.enum(["passed", "failed", "absent"]),
  samples: whole,
  rateHz: z.number().nullable(),
}) satisfies z.ZodType<GloveAnswer>;

export const flashRecord = z.object({
  id: z.uuid(),
  startedAtMs: timeMs,
  endedAtMs: timeMs,
  board: z.object({ id: z.string(), name: z.string(), simulated: z.boolean() }),
  image: z.object({ id: imageId, name: z.string() }),
  pack: z.object({ modelId: z.uuid(), modelName: z.string(), hand: hand.nullable(), hash: z.string() }).nullable(),
  result: z.enum(FLASH_RESULTS),
  step: z.enum(FLASH_STEPS),
  problem: problem.nullable(),
  answer: answer.nullable(),
}) satisfies z.ZodType<FlashRecord>;

export const boardCalls = {
  /** The boards on cables now. For a minute after each call they are watched, and `board.changed` tells. */
  "board.list": { input: z.void(), output: z.array(board) },
  /**
   * Plugs in a simulated board, or pulls it out, and answers as board.list. With it comes an image for it that no real board
   * may get: for who has neither board nor compiler at hand. It stays until the studio ends.
   */
  "board.simulate": { input: z.object({ plugged: z.boolean() }), output: outcome(z.array(board)) },
  /** What can build firmware here: the version of arduino-cli and of its core; null where there is none. */
  "board.tools": {
    input: z.void(),
    output: z.object({ arduinoCli: z.string().nullable(), core: z.string().nullable() }),
  },
  "image.list": { input: z.void(), output: z.array(image) },
  /** Its bytes went to `bulkPaths.imageBytes`, whole, before. Problems: image.notABinary, image.tooLarge. */
  "image.add": { input: z.object({ name, upload: z.uuid() }), output: outcome(image) },
  "image.remove": { input: z.object({ imageId }), output: outcome(z.void()) },
  /**
   * Compiles a sketch of ours; recognition with a model's pack. Problems: image.noArduino, image.noCore,
   * image.compileFailed (with the first error), job.cancelled.
   */
  "image.compile": {
    input: z.object({
      sketch: z.enum(["data_capture", "recognition"]),
      model: z.object({ modelId: z.uuid(), hand: hand.nullable() }).nullable(),
      jobId,
    }),
    output: outcome(image),
  },
  /**
   * The five steps. A flash that fails in one is a record that says so, not a problem: Retry is the same call again.
   * Problems: flash.noBoard, flash.busy (another flash runs), image.notFound, image.noSlot (a model for an image without
   * one), image.noModel (none for an image with an empty one), flash.tooLarge (for its slot), flash.unsupported, flash.simulatedOnly,
   * recording.busy, model.notFound, engine.missing.
   */
  "flash.run": {
    input: z.object({
      boardId: z.string(),
      imageId,
      model: z.object({ modelId: z.uuid(), hand: hand.nullable() }).nullable(),
      jobId,
    }),
    output: outcome(flashRecord),
  },
  /** Newest first, at most 200. */
  "flash.list": { input: z.void(), output: z.array(flashRecord) },
  /** Every line of one flash: what was sent and answered, with times. */
  "flash.log": { input: z.object({ flashId: z.uuid() }), output: outcome(z.array(z.string())) },
} as const;

export const boardEvents = {
  "board.changed": z.array(board),
  "flash.step": z.object({
    jobId,
    step: z.enum(FLASH_STEPS),
    state: z.enum(FLASH_STATES),
    /** Null while nobody knows how much there is. */
    doneShare: z.number().min(0).max(1).nullable(),
    /** How long the step may take before it counts as stalled. */
    limitS: z.number(),
    /** What the person can do now. */
    hint: z.enum(["pressReset", "plugIn", "closeOther"]).nullable(),
  }),
  "flash.ended": flashRecord,
} as const;
