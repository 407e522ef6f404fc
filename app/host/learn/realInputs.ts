import type { Examples } from "./api.ts";

/** The real numbers of stored ones, from and to as places in `inputs`. */
export function realInputs(
  { inputs, scale, zeroPoint }: Pick<Examples, "inputs" | "scale" | "zeroPoint">,
  from = 0,
  to = inputs.length,
): Float32Array {
  return Float32Array.from(inputs.subarray(from, to), (stored) => scale * (stored - zeroPoint));
}
