import { UNKNOWN } from "#domain/labeling/segments.ts";
import type { SegmenterName, SettingValues } from "#domain/segmenters.ts";

/** How segments become examples, as a command line says it. */
export interface CutWish {
  readonly segmenter: SegmenterName;
  readonly set?: SettingValues;
  readonly examples: "segmenter" | "truth";
}

/** Every label that these captures have is a class of its own. */
export function cutPlan(
  captures: readonly { readonly labels: Readonly<Record<string, number>> }[],
  { segmenter, set, examples }: CutWish,
) {
  const labels = new Set(captures.flatMap((capture) => Object.keys(capture.labels)));
  const classes = labels.size === 0 ? [UNKNOWN] : [...labels].sort();
  return { classes, hands: "mirrored" as const, segmenter: { name: segmenter, settings: { ...set } }, examples };
}
