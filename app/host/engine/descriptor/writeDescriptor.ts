import { crc32 } from "node:zlib";
import { ByteWriter } from "./byteWriter.ts";
import { type ClassifierSpec, writeClassifier } from "./classifier.ts";
import { type FeatureScale, type FeatureSpec, writeFeatures } from "./features.ts";
import { type SegmenterSpec, writeSegmenter } from "./segmenter.ts";
import { type SegmentStage, type SensorStage, writeSegmentStage, writeSensorStage } from "./transforms.ts";

/** A whole pipeline as data. Columns made by sensor stages are numbered after the input columns, in order. */
export interface PipelineSpec {
  readonly inputColumns: number;
  readonly sensorStages: readonly SensorStage[];
  readonly segmenter: SegmenterSpec;
  readonly segmentStages: readonly SegmentStage[];
  readonly features: readonly FeatureSpec[];
  readonly featureScale: FeatureScale;
  readonly classifier: ClassifierSpec;
}

/** "RSPK", little endian. */
const MAGIC = 0x4b505352;
const VERSION = 1;

/**
 * The descriptor that the studio and the glove run (native/engine/pipeline/FORMAT.md). Only numbers that no field can
 * hold are refused here; whether they make sense together, `checkDescriptor` says.
 * @throws RangeError
 */
export function writeDescriptor(spec: PipelineSpec): Uint8Array {
  const body = new ByteWriter().u8(spec.inputColumns).u8(spec.sensorStages.length);
  for (const stage of spec.sensorStages) writeSensorStage(body, stage);
  writeSegmenter(body, spec.segmenter);
  body.u8(spec.segmentStages.length);
  for (const stage of spec.segmentStages) writeSegmentStage(body, stage);
  writeFeatures(body, spec.features, spec.featureScale);
  writeClassifier(body, spec.classifier);
  return withHeader(body.done());
}

/** Header with size and checksum, then the body. */
export function withHeader(body: Uint8Array): Uint8Array {
  return new ByteWriter().u32(MAGIC).u16(VERSION).u16(0).u32(body.length).u32(crc32(body)).bytes(body).done();
}

/** A pipeline that only cuts: no features, no classifier. */
export function segmentingOnly(
  inputColumns: number,
  sensorStages: readonly SensorStage[],
  segmenter: SegmenterSpec,
): PipelineSpec {
  return {
    inputColumns,
    sensorStages,
    segmenter,
    segmentStages: [],
    features: [],
    featureScale: { low: 0, high: 255 },
    classifier: { kind: "none" },
  };
}
