import { ByteWriter } from "./byteWriter.ts";
import { SEGMENTER_KINDS, type SegmenterSpec, writeSegmenter } from "./segmenter.ts";
import { SENSOR_STAGE_KINDS } from "./transforms.ts";
import { withHeader } from "./writeDescriptor.ts";

/** What a descriptor says about how it cuts. */
export interface DescribedSegmenter {
  readonly kind: SegmenterSpec["kind"];
  /**
   * Input frames from a segment's begin to its peak, for segmenters that cut around one; null for those that do not say
   * where it was.
   */
  readonly lead: number | null;
}

const HEADER_BYTES = 16;
/** Kind, columns (nine bytes), setting. */
const SENSOR_STAGE_BYTES = 14;
/** Of the settings of each segmenter (native/engine/pipeline/FORMAT.md). */
const SETTINGS_BYTES: Readonly<Record<SegmenterSpec["kind"], number>> = {
  windowing: 4,
  windowing_threshold: 18,
  general_threshold: 30,
  adaptive_windowing: 19,
  double_peak: 19,
  punch: 13,
};
const PUNCH_LEAD_AT = 9;

/** Of a descriptor that the engine takes (`checkDescriptor`). */
export function describedSegmenter(descriptor: Uint8Array): DescribedSegmenter {
  const { view, at, kind, downsampling } = placeOf(descriptor);
  return { kind, lead: kind === "punch" ? view.getUint16(at + 1 + PUNCH_LEAD_AT, true) * downsampling : null };
}

/**
 * The same pipeline for a segment that somebody else cut: it takes the `frames` that it is given as one segment.
 * The descriptor is one that the engine takes.
 */
export function takingAsOne(descriptor: Uint8Array, frames: number): Uint8Array {
  const { at, kind, downsampling } = placeOf(descriptor);
  const window = Math.floor(frames / downsampling);
  const body = new ByteWriter().bytes(descriptor.subarray(HEADER_BYTES, at));
  writeSegmenter(body, { kind: "windowing", window, step: window });
  return withHeader(body.bytes(descriptor.subarray(at + 1 + SETTINGS_BYTES[kind])).done());
}

/** Where the segmenter stands, and how many input frames make one sample of it. */
function placeOf(descriptor: Uint8Array) {
  const view = new DataView(descriptor.buffer, descriptor.byteOffset, descriptor.byteLength);
  let at = HEADER_BYTES + 1;
  let downsampling = 1;
  for (let left = view.getUint8(at++); left > 0; left--, at += SENSOR_STAGE_BYTES) {
    const stage = SENSOR_STAGE_KINDS[view.getUint8(at)]!;
    if (stage === "downsample_average" || stage === "downsample_decimate") {
      downsampling *= view.getInt32(at + SENSOR_STAGE_BYTES - 4, true);
    }
  }
  return { view, at, kind: SEGMENTER_KINDS[view.getUint8(at)]!, downsampling };
}
