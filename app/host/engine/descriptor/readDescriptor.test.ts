import fc from "fast-check";
import { expect, test } from "vitest";
import { pipelineSpec } from "../testing/specs.ts";
import type { ClassifierSpec } from "./classifier.ts";
import { type DescribedClassifier, type Place, readDescriptor } from "./readDescriptor.ts";
import { writeDescriptor } from "./writeDescriptor.ts";

const HEADER_AND_COLUMNS = 18;

test("what was written is read again, whatever valid pipeline it is, and every byte has its place", () => {
  fc.assert(
    fc.property(pipelineSpec, (spec) => {
      const bytes = writeDescriptor(spec);
      const read = readDescriptor(bytes);
      expect(read.inputColumns).toBe(spec.inputColumns);
      expect(read.sensorStages.map(placeless)).toEqual(spec.sensorStages);
      expect(read.segmenter).toEqual(kept(spec.segmenter));
      expect(read.segmentStages.map(placeless)).toEqual(
        spec.segmentStages.map((stage) => singles({ limit: 0, ...stage })),
      );
      expect(read.features.map(placeless)).toEqual(
        spec.features.map((one) => singles({ ...one, parameters: (one.parameters ?? []).map(Math.fround) })),
      );
      expect(read.featureScale).toEqual(spec.featureScale);
      expect(facts(read.classifier)).toEqual(facts(spec.classifier));
      const places = [
        ...read.sensorStages.map(({ place }) => place),
        read.segmenterPlace,
        { from: read.segmenterPlace.to, to: read.segmenterPlace.to + 1 },
        ...read.segmentStages.map(({ place }) => place),
        read.featuresPlace,
        read.classifierPlace,
      ];
      let at = HEADER_AND_COLUMNS;
      for (const { from, to } of places) {
        expect(from).toBe(at);
        at = to;
      }
      expect(at).toBe(bytes.length);
    }),
    { numRuns: 300 },
  );
});

function placeless<T extends { readonly place: Place }>({ place: _, ...rest }: T): Omit<T, "place"> {
  return rest;
}

/** Numbers as a float32 holds them. */
function singles<T extends object>(of: T): T {
  return Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, typeof value === "number" ? Math.fround(value) : value]),
  ) as T;
}

/** Thresholds keep eight fraction bits. */
function kept(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) =>
      key === "threshold" && "space" in value ? [key, Math.round((each as number) * 256) / 256] : [key, kept(each)],
    ),
  );
}

function facts(of: ClassifierSpec | DescribedClassifier): unknown {
  if (of.kind === "none") return of;
  const { classNumbers, weakest, margin } = "decision" in of ? of.decision : of;
  const model =
    of.kind === "feature_trees"
      ? of.trees.map((tree) => ("nodes" in tree ? tree.nodes : (tree as readonly unknown[]).length))
      : of.layers.map(({ kind, samePadding, steps, channels, outChannels, kernel, stride }) => [
          kind,
          samePadding,
          steps,
          channels,
          outChannels,
          kernel,
          stride,
        ]);
  return { kind: of.kind, classNumbers, weakest, margin, model };
}
