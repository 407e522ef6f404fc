import type { QuantizationReport } from "#domain/learning/importPlan.ts";
import type { Examples, QuantizedNetwork, TrainedNetwork } from "../api.ts";
import { compareQuantized } from "../quantize/compare.ts";
import type { ClassMap } from "./classMap.ts";

/**
 * What int8 changed, class by class. Segments whose class no output names are left out: neither network could be right.
 * @param examples their `classes` are class numbers
 */
export function reportOf(
  network: TrainedNetwork,
  int8: QuantizedNetwork,
  examples: Examples,
  { classNames, classNumbers }: ClassMap,
): QuantizationReport {
  const { steps, channels, inputs, classes } = examples;
  const size = steps * channels;
  const named = [...classes.keys()].filter((i) => classNumbers.includes(classes[i]!));
  const some: Examples = {
    ...examples,
    inputs: Int8Array.from(named.flatMap((i) => [...inputs.subarray(i * size, (i + 1) * size)])),
    classes: Uint8Array.from(named, (i) => classes[i]!),
  };
  const { classes: scored, ...rest } = compareQuantized(network, int8, some, classNumbers);
  const told = scored.map((one, number) => ({ label: classNames[number]!, ...one }));
  return { ...rest, classes: told.filter((_, number) => classNumbers.includes(number)) };
}
