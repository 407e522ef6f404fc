import { z } from "zod";
import {
  BATTERY_DRAINS,
  BILL_SOURCES,
  type Bill,
  DRAIN_SOURCES,
  PACK_FORMS,
  type Pack,
  PROOF_TARGETS,
  type Proof,
} from "#domain/deploy/pack.ts";
import { jobId } from "./jobs.ts";
import { hand, outcome, problem } from "./schemas.ts";

const whole = z.number().int().nonnegative();
const modelId = z.uuid();

export const packForm = z.enum(PACK_FORMS);

const pack = z.object({
  modelId,
  modelName: z.string(),
  identifier: z.string(),
  hash: z.string(),
  parts: z.array(z.object({ hand: hand.nullable(), hash: z.string(), bytes: whole })),
  classNames: z.array(z.string()),
  engineVersion: z.string(),
  hashes: z.object({ data: z.string().nullable(), labels: z.string().nullable(), engine: z.string() }),
  simulated: z.boolean(),
  files: z.array(z.object({ path: z.string(), bytes: whole })),
}) satisfies z.ZodType<Pack>;

const target = z.enum(PROOF_TARGETS);

export const proof = z.object({
  modelId,
  validationId: z.uuid(),
  provedAtMs: z.number().int(),
  packHash: z.string(),
  engineHash: z.string(),
  dataHash: z.string(),
  runs: z.array(
    z.union([
      z.object({ target, compiler: z.string(), captures: whole, samples: whole, decisions: whole, differing: whole }),
      z.object({ target, missing: z.array(z.string()) }),
    ]),
  ),
}) satisfies z.ZodType<Proof>;

const instructions = z.object({ mean: z.number(), worst: z.number() });

export const bill = z.object({
  modelId,
  hand: hand.nullable(),
  by: z.enum(BILL_SOURCES),
  board: z.object({ name: z.string(), flashBytes: whole, ramBytes: whole, clockHz: whole }),
  flashBytes: whole,
  ramBytes: whole,
  stackBytes: whole,
  parts: z.array(z.object({ part: z.string(), flashBytes: whole, ramBytes: whole })),
  perSample: instructions,
  perSegment: instructions,
  decisionLatencyMs: z.object({ median: z.number(), p95: z.number() }).nullable(),
  battery: z.object({
    hours: z.number(),
    cellMah: z.number(),
    averageMa: z.number(),
    drains: z.array(z.object({ part: z.enum(BATTERY_DRAINS), milliamps: z.number(), from: z.enum(DRAIN_SOURCES) })),
  }),
  problems: z.array(problem),
}) satisfies z.ZodType<Bill>;

export const packCalls = {
  /**
   * What a model becomes on a glove; its files are had as `bulkPaths.packFile` and `bulkPaths.packZip`. Problems:
   * model.notFound, pack.otherEngine (its bytes were made for an engine that this studio is not: train again),
   * pack.noSource, pack.otherSource (the engine's source is missing, or is not the one that was compiled).
   */
  "pack.build": { input: z.object({ modelId }), output: outcome(pack) },
  /**
   * What it costs on the glove of a hand. Measured where the tools are, else predicted. Problems: as pack.build,
   * validation.noHand, job.cancelled.
   */
  "pack.bill": { input: z.object({ modelId, hand: hand.nullable(), jobId }), output: outcome(bill) },
  /**
   * Compiles the pack for this machine and for the Cortex-M4, replays the captures of a stored result through both and
   * compares every decision. Problems: as pack.build, validation.notFound, pack.otherResult (of another model, or of two in
   * sequence), pack.staleResult, pack.noCompiler (neither is there), pack.toolFailed, pack.toolSlow, project.readOnly,
   * job.cancelled.
   */
  "pack.prove": { input: z.object({ modelId, validationId: z.uuid(), jobId }), output: outcome(proof) },
  /** The last proof of a model, and what has changed since: empty while it holds. */
  "pack.seal": {
    input: z.object({ modelId }),
    output: outcome(
      z.object({ proof, broken: z.array(z.enum(["model", "data", "labels", "engine", "result"])) }).nullable(),
    ),
  },
} as const;

export const packEvents = {
  "pack.sealed": z.object({ modelId }),
} as const;
