import type { ByteWriter } from "./byteWriter.ts";
import { FEATURES, type FeatureName } from "./featureList.ts";

/** Bytes that the scaled features of a segment range over, both inclusive. */
export interface FeatureScale {
  readonly low: number;
  readonly high: number;
}

/** One number of a segment, and the range that is mapped to the bytes of the scale; what lies outside is limited. */
export interface FeatureSpec {
  readonly name: FeatureName;
  readonly columns: readonly number[];
  /** In the order of the feature list; missing ones are 0. */
  readonly parameters?: readonly number[];
  readonly lowest: number;
  readonly highest: number;
}

const PARAMETERS = 5;

export function writeFeatures(to: ByteWriter, features: readonly FeatureSpec[], scale: FeatureScale): void {
  to.u16(features.length).u8(scale.low).u8(scale.high);
  for (const { name, columns, parameters = [], lowest, highest } of features) {
    to.u8(FEATURES.findIndex(([each]) => each === name)).columns(columns);
    if (parameters.length > PARAMETERS) throw new RangeError("more than five parameters");
    for (let i = 0; i < PARAMETERS; i++) to.f32(parameters[i] ?? 0);
    to.f32(lowest).f32(highest);
  }
}
