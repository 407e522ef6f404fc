import { newSampleArray, type SampleArray, type SampleType } from "./channels.ts";

/**
 * The min/max pyramid of a stream: level k has one bin per 8 * 4^k sample indexes, and each bin holds the lowest and
 * highest raw value of every channel. Measured choice (a base of 16 is too coarse at a tenth of the view).
 *
 * Layout of a level: bin-major, then channel, then [min, max]: `bins[(bin * channels + channel) * 2]` is a minimum.
 * A bin that saw no sample (all lost) is empty: its min is above its max.
 */
export const PYRAMID_BASE = 8;
export const PYRAMID_FACTOR = 4;

export function binRows(level: number): number {
  return PYRAMID_BASE * PYRAMID_FACTOR ** level;
}

/** Levels worth keeping for a stream of `rows` indexes: down to about 64 bins. */
export function pyramidLevels(rows: number): number {
  let levels = 0;
  while (rows / binRows(levels) > 64) levels++;
  return Math.max(1, levels);
}

export function emptyBins(type: SampleType, values: number): SampleArray {
  const bins = newSampleArray(type, values);
  const [low, high] = type === "int16" ? [32767, -32768] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < values; i += 2) {
    bins[i] = low;
    bins[i + 1] = high;
  }
  return bins;
}

/** Widens the bins of `bins` (first bin = `firstBin`) by a run of interleaved rows starting at sample `firstIndex`. */
export function addToBins(
  bins: SampleArray,
  firstBin: number,
  level: number,
  channels: number,
  rows: SampleArray,
  firstIndex: number,
): void {
  const perBin = binRows(level);
  const count = rows.length / channels;
  for (let row = 0; row < count; row++) {
    let at = (Math.floor((firstIndex + row) / perBin) - firstBin) * channels * 2;
    const from = row * channels;
    for (let channel = 0; channel < channels; channel++, at += 2) {
      const value = rows[from + channel]!;
      if (value < bins[at]!) bins[at] = value;
      if (value > bins[at + 1]!) bins[at + 1] = value;
    }
  }
}

/** The next coarser level of a whole level. */
export function coarser(bins: SampleArray, channels: number, type: SampleType): SampleArray {
  const width = channels * 2;
  const count = Math.ceil(bins.length / width / PYRAMID_FACTOR);
  const out = emptyBins(type, count * width);
  for (let from = 0, bin = 0; from < bins.length; from += width, bin++) {
    const to = Math.floor(bin / PYRAMID_FACTOR) * width;
    for (let i = 0; i < width; i += 2) {
      if (bins[from + i]! < out[to + i]!) out[to + i] = bins[from + i]!;
      if (bins[from + i + 1]! > out[to + i + 1]!) out[to + i + 1] = bins[from + i + 1]!;
    }
  }
  return out;
}

/**
 * What to draw: the coarsest level with at least two bins a pixel (0.95 % of the ink differs from drawing everything,
 * and no extreme is lost), and raw samples where even the finest level is too coarse for that.
 */
export function chooseLevel(rowsInView: number, widthPx: number, levels: number): "raw" | number {
  const rowsPerPx = rowsInView / Math.max(1, widthPx);
  if (rowsPerPx < PYRAMID_BASE * 2 || levels === 0) return "raw";
  let level = 0;
  while (level + 1 < levels && binRows(level + 1) * 2 <= rowsPerPx) level++;
  return level;
}
