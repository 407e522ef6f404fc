import type { GloveResult } from "#domain/deploy/recognition.ts";

/**
 * A notification of a recognition service: model u16, class u16, and of the second kind a count u8 and that many features
 * (streaming.md 6.2). The class 65534 says that a limit was reached; it is a number like any other here. Null for anything else.
 */
export function readBleResult(value: Uint8Array): GloveResult | null {
  if (value.length < 4) return null;
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const count = value.length > 4 ? value[4]! : 0;
  // The whole array is sent; only `count` of it means something.
  if (value.length > 4 && value.length < 5 + count) return null;
  return {
    modelNumber: view.getUint16(0, true),
    classNumber: view.getUint16(2, true),
    className: null,
    value: null,
    segmentStart: null,
    segmentLength: null,
    features: value.length > 4 ? [...value.subarray(5, 5 + count)] : null,
    outputs: null,
  };
}
