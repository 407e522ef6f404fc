import { z } from "zod";
import type { GloveResult } from "#domain/deploy/recognition.ts";

/** Class numbers are 16 bits on the wire; the gateway reads them as signed ones (streaming.md T15). */
const CLASS_NUMBERS = 2 ** 16;

/** A number, or the same as text, as a test source of the gateway and an old README have them. */
const number = z.union([z.number(), z.string().trim().min(1).transform(Number)]).pipe(z.number());
const classNumber = number.pipe(
  z
    .int()
    .min(-CLASS_NUMBERS / 2)
    .max(CLASS_NUMBERS - 1),
);
const count = number.pipe(z.int().nonnegative());

const answer = z.looseObject({
  ModelNumber: count.catch(0),
  /** A number; from a gateway that has a map, the name. */
  Classification: z.union([classNumber, z.string()]).optional(),
  ClassificationName: z.string().optional().catch(undefined),
  Result: number.optional(),
  SegmentStart: count.nullable().catch(null),
  SegmentLength: count.nullable().catch(null),
  FeatureVector: z.array(number).nullable().catch(null),
  OutputTensor: z.array(number).nullable().catch(null),
});

const tested = z.looseObject({ SelfTest: z.enum(["passed", "failed"]) });

/**
 * A line of recognition firmware or of a gateway as JSON; undefined where it is none. Takes the comma before the closing
 * brace that the generated `Times` line has (streaming.md T27), and the empty objects of a bridge that waits.
 */
export function parseResultLine(text: string): unknown {
  const line = text.replace(/^(\s*\{\s*\})+(?=\s*\{)/, "").trim();
  if (!line.startsWith("{")) return undefined;
  for (const each of [line, line.replace(/,\s*\}$/, "}")]) {
    try {
      return JSON.parse(each);
    } catch {}
  }
  return undefined;
}

/** Whether recognition firmware says this: a result, its map of models, its times, the outcome of its self-test. */
export function looksLikeRecognition(json: unknown): json is object {
  if (typeof json !== "object" || json === null) return false;
  const times = "Type" in json && (json.Type === "Cycles" || json.Type === "Times");
  return times || ["ModelNumber", "NumModels", "Classification", "SelfTest"].some((key) => key in json);
}

/** What a glove says about one segment, in any variant of streaming.md 9; null where it says something else. */
export function readResult(json: unknown): GloveResult | null {
  const parsed = answer.safeParse(json);
  if (!parsed.success) return null;
  const said = parsed.data;
  if (said.Classification === undefined && said.Result === undefined) return null;
  const named = typeof said.Classification === "string";
  return {
    modelNumber: said.ModelNumber,
    classNumber: typeof said.Classification === "number" ? unsigned(said.Classification) : null,
    className: said.ClassificationName ?? (named ? String(said.Classification) : null),
    value: said.Result ?? null,
    segmentStart: said.SegmentStart,
    segmentLength: said.SegmentLength,
    features: said.FeatureVector,
    outputs: said.OutputTensor,
  };
}

/** The outcome of `selftest` (firmware/PROTOCOL.md 3); null where the line says something else. */
export function readSelfTest(json: unknown): "passed" | "failed" | null {
  const parsed = tested.safeParse(json);
  return parsed.success ? parsed.data.SelfTest : null;
}

function unsigned(signed: number): number {
  return signed < 0 ? signed + CLASS_NUMBERS : signed;
}
