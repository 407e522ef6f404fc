import type { YRange } from "../yScale.ts";

const PX_PER_DOUBLING = 300;

/** The vertical range after a turn of the wheel over its axis: about zero where zero is in it, else about its middle. */
export function turned({ min, max }: YRange, wheelPx: number): YRange {
  const factor = 2 ** (wheelPx / PX_PER_DOUBLING);
  const pivot = min <= 0 && max >= 0 ? 0 : (min + max) / 2;
  const at = (value: number) => Number((pivot + (value - pivot) * factor).toPrecision(4));
  const range = { min: at(min), max: at(max) };
  // Farther in or out there is nothing to see, and numbers run out.
  const length = range.max - range.min;
  return length > 1e-6 && length < 1e9 ? range : { min, max };
}
