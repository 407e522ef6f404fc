import type { DescribedPipeline, Place } from "../engine/descriptor/readDescriptor.ts";
import { columnNames } from "./describe.ts";
import { wrapped } from "./text.ts";

const HEADER_BYTES = 16;

/** The bytes of a descriptor as rows of a C array, part by part, each under a comment that says what it is. */
export function descriptorTable(descriptor: Uint8Array, pipeline: DescribedPipeline): string {
  const lines: string[] = [];
  let at = 0;
  for (const [place, words] of sectionsOf(pipeline)) {
    if (place.from > at) throw new Error(`bytes ${at} to ${place.from} of the descriptor have no name`);
    lines.push(`    // ${words}`);
    lines.push(
      ...wrapped(
        [...descriptor.subarray(place.from, place.to)].map((byte) => `${byte},`),
        "    ",
      ),
    );
    at = place.to;
  }
  if (at !== descriptor.length) throw new Error("the end of the descriptor has no name");
  return lines.join("\n");
}

type Section = readonly [place: Place, words: string];

function sectionsOf(pipeline: DescribedPipeline): Section[] {
  const names = columnNames(pipeline);
  const listed = (columns: readonly number[]) => columns.map((column) => names[column]).join(" ");
  const { sensorStages, segmenter, segmenterPlace, segmentStages, features, featuresPlace } = pipeline;
  const { low, high } = pipeline.featureScale;
  return [
    [{ from: 0, to: HEADER_BYTES }, '"RSPK", version, size of the rest, checksum of the rest'],
    [{ from: HEADER_BYTES, to: HEADER_BYTES + 2 }, "columns of a frame; transforms of each frame"],
    ...sensorStages.map(
      ({ place, kind, columns }): Section => [place, `${kind} of ${listed(columns) || "all columns"}`],
    ),
    [segmenterPlace, `segmenter: ${segmenter.kind}`],
    [{ from: segmenterPlace.to, to: segmenterPlace.to + 1 }, "transforms of a segment"],
    ...segmentStages.map(
      ({ place, kind, columns }): Section => [place, `${kind} of ${listed(columns) || "all columns"}`],
    ),
    [{ from: featuresPlace.from, to: featuresPlace.from + 4 }, "features, and the bytes that they are scaled to"],
    ...features.map(({ place, name, columns, lowest, highest }, i): Section => {
      return [
        place,
        `feature ${i}: ${name} of ${listed(columns)}; ${short(lowest)} becomes ${low}, ${short(highest)} becomes ${high}`,
      ];
    }),
    ...classifierSections(pipeline),
  ];
}

function classifierSections({ classifier, classifierPlace: { from, to } }: DescribedPipeline): Section[] {
  if (classifier.kind === "none") return [[{ from, to }, "no classifier"]];
  const { decision } = classifier;
  const parts: readonly { readonly place: Place; readonly words: string }[] =
    classifier.kind === "feature_trees"
      ? classifier.trees.map(({ place, nodes }, i) => ({ place, words: `tree ${i + 1}: ${nodes} nodes` }))
      : classifier.layers.map(({ place, kind, channels, steps, outChannels }, i) => ({
          place,
          words: `layer ${i + 1}: ${kind}, ${steps * channels} -> ${outChannels}; shape, limits, weights, biases, multipliers, shifts`,
        }));
  return [
    [{ from, to: parts[0]!.place.from }, `classifier: ${classifier.kind}`],
    ...parts.map(({ place, words }): Section => [place, words]),
    [decision.place, "outputs, the weakest answer, the least lead, and the class number of each output"],
  ];
}

function short(value: number): string {
  return String(Number(value.toPrecision(5)));
}
