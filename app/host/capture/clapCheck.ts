import type { CaptureDetail, CaptureStream } from "#domain/captures.ts";
import { alignmentOf, type ClapAlignment, findClaps } from "#domain/sync/claps.ts";
import { indexToUs } from "#domain/time.ts";
import { readMotion } from "../segmenting/streamMotion.ts";
import type { ProjectStore } from "../store/api.ts";

/** A clap is a hard hit: above what a hand in motion reaches without one. */
const HIT_G = 5;
/** The ringing of one hit is no second one. */
const RINGS_S = 0.12;

/**
 * Whether the gloves of a capture were clapped together, and how far apart they saw it: what is left of their clocks' error,
 * measured. @returns null where there are not just a left and a right one with an acceleration
 * @throws ProblemError of the store
 */
export async function clapCheck(
  store: Pick<ProjectStore, "readSamples">,
  capture: CaptureDetail,
): Promise<ClapAlignment | null> {
  const of = (hand: "left" | "right") => capture.streams.filter((stream) => stream.hand === hand && hasAxes(stream));
  const [left, right] = [of("left"), of("right")];
  if (left.length !== 1 || right.length !== 1) return null;
  return alignmentOf(findClaps(await hitsOf(store, capture.id, left[0]!), await hitsOf(store, capture.id, right[0]!)));
}

function hasAxes({ format }: CaptureStream): boolean {
  return ["x", "y", "z"].every((axis) =>
    format.channels.some((one) => one.kind === "acceleration" && one.axis === axis),
  );
}

/** Capture times of hard hits, finer than a sample: the top of the parabola through the highest three. */
async function hitsOf(
  store: Pick<ProjectStore, "readSamples">,
  captureId: string,
  stream: CaptureStream,
): Promise<number[]> {
  const { columns, runs } = await readMotion(store, captureId, stream);
  const width = columns.inputColumns;
  const places = (["X", "Y", "Z"] as const).map((axis) => columns.columnOf(`acceleration${axis}`));
  const least = columns.countsOf("acceleration", HIT_G);
  const rings = Math.ceil(RINGS_S * stream.clock.rateHz);
  const hits: number[] = [];
  for (const { firstIndex, frames } of runs) {
    const size = Array.from({ length: frames.length / width }, (_, row) =>
      Math.hypot(...places.map((place) => frames[row * width + place]!)),
    );
    for (let row = 1; row < size.length - 1; row++) {
      if (size[row]! < least || size[row]! < size[row - 1]! || size[row]! <= size[row + 1]!) continue;
      const around = size.slice(Math.max(0, row - rings), row + rings + 1);
      if (Math.max(...around) > size[row]!) continue;
      const [before, top, behind] = [size[row - 1]!, size[row]!, size[row + 1]!];
      const bend = before - 2 * top + behind;
      hits.push(indexToUs(stream.clock, firstIndex + row + (bend === 0 ? 0 : (before - behind) / (2 * bend))));
    }
  }
  return hits;
}
