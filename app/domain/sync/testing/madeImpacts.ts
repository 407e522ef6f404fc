import type { Impact } from "../findSync.ts";
import type { SyncLine } from "../video.ts";

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface MadeSession {
  readonly captureS: number;
  /** Impacts that only one side saw, as a share: lost from each side, and strange among what each side has. */
  readonly lost: number;
  readonly strange: number;
  /** sound: normal, 2 ms. motion: the first frame that shows it, 30 a second, taken half a frame back. */
  readonly seenBy: "sound" | "motion";
  readonly maxOffsetS: number;
  readonly maxPpm: number;
}

export interface MadePair {
  readonly line: SyncLine;
  readonly video: Impact[];
  readonly glove: Impact[];
  /** From where to where the video lasts on its own clock. */
  readonly videoSpanUs: readonly [number, number];
}

const FRAME_US = 1e6 / 30;

/** A session of punches in combinations, seen by a glove and by a camera whose clock lies elsewhere and drifts. */
export function makePair(random: () => number, session: MadeSession): MadePair {
  const { captureS, lost, strange, maxOffsetS, maxPpm } = session;
  const rate = 1 + (random() * 2 - 1) * maxPpm * 1e-6;
  const offsetUs = (random() * 2 - 1) * maxOffsetS * 1e6;
  const line = { offsetUs, rate };
  // The camera runs a while longer or shorter than the glove, and covers at least half of it.
  const startUs = Math.max(0, -offsetUs / rate);
  const endUs = Math.max(startUs + captureS * 0.5e6, (captureS * 1e6 - offsetUs) / rate) + random() * 20e6;
  const glove: Impact[] = [];
  const video: Impact[] = [];
  for (const atUs of combinations(random, -60e6, captureS * 1e6 + 120e6)) {
    const strength = 2 + 6 * random();
    if (atUs >= 0 && atUs <= captureS * 1e6 && random() >= lost) {
      glove.push({ timeUs: atUs + normal(random) * 1_000, strength });
    }
    const videoUs = (atUs - offsetUs) / rate;
    if (videoUs >= 0 && videoUs <= endUs && random() >= lost) {
      video.push({ timeUs: seen(random, videoUs, session.seenBy), strength: strength * (0.5 + random()) });
    }
  }
  addStrange(random, glove, 0, captureS * 1e6, strange);
  addStrange(random, video, 0, endUs, strange);
  return { line, video: inOrder(video), glove: inOrder(glove), videoSpanUs: [0, endUs] };
}

/** Bursts of one to five, a quarter to six tenths of a second apart, with rests of one to six seconds. */
function* combinations(random: () => number, fromUs: number, toUs: number): Generator<number> {
  for (let atUs = fromUs; atUs < toUs; atUs += (1 + 5 * random()) * 1e6) {
    const punches = 1 + Math.floor(random() * 5);
    for (let punch = 0; punch < punches; punch++) {
      yield atUs;
      atUs += (0.25 + 0.35 * random()) * 1e6;
    }
  }
}

function seen(random: () => number, videoUs: number, by: "sound" | "motion"): number {
  if (by === "sound") return videoUs + normal(random) * 2_000;
  return Math.ceil(videoUs / FRAME_US) * FRAME_US - FRAME_US / 2;
}

function addStrange(random: () => number, impacts: Impact[], fromUs: number, toUs: number, share: number): void {
  const count = Math.round((impacts.length * share) / (1 - share));
  for (let i = 0; i < count; i++)
    impacts.push({ timeUs: fromUs + random() * (toUs - fromUs), strength: 1 + 5 * random() });
}

function inOrder(impacts: Impact[]): Impact[] {
  return impacts.sort((a, b) => a.timeUs - b.timeUs);
}

/** Box and Muller. */
function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
