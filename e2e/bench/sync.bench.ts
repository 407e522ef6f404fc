import { findSync, type Impact } from "#domain/sync/findSync.ts";
import { type MadeSession, makePair, randomFrom } from "#domain/sync/testing/madeImpacts.ts";
import { timed } from "./measure.ts";
import { SyncErrors } from "./sync/errors.ts";
import { frameCounter } from "./sync/frameCounter.ts";

/**
 * How well the sync of a video is found by impacts: made pairs of known offset and drift, sessions that have nothing in
 * common, drills in an even rhythm, and a recorded video. The aim: median under 5 ms, 95 of 100 under 33 ms, and never
 * sure of something wrong.
 */
export const name = "sync";

const PAIRS = 200;
const JITTER_US = { sound: 2_000, motion: 10_000 } as const;

export async function run(): Promise<object> {
  return {
    aimMs: { median: 5, p95: 33 },
    madePairs: await madePairs(),
    nothingInCommon: await nothingInCommon(),
    evenRhythm: await evenRhythm(),
    videoFrameCounter: await frameCounter(),
  };
}

/** One to ten minutes, up to half of each side lost and up to half of what is there strange. */
function session(random: () => number, seenBy: "sound" | "motion"): MadeSession {
  const captureS = 60 * 10 ** random();
  return {
    captureS,
    lost: random() / 2,
    strange: random() / 2,
    seenBy,
    maxOffsetS: Math.min(60, captureS / 2),
    maxPpm: 500,
  };
}

async function madePairs(): Promise<object> {
  const errors = { all: new SyncErrors(), sound: new SyncErrors(), motion: new SyncErrors() };
  const random = randomFrom(1);
  for (let pair = 0; pair < PAIRS; pair++) {
    const seenBy = pair % 2 === 0 ? "sound" : "motion";
    const made = makePair(random, session(random, seenBy));
    const { ms, result } = await timed(() => findSync(made.video, made.glove, { jitterUs: JITTER_US[seenBy] }));
    for (const each of [errors.all, errors[seenBy]]) each.add(result, made.line, made.videoSpanUs, ms);
  }
  return { all: errors.all.report(), sound: errors.sound.report(), motion: errors.motion.report() };
}

/** The video of one session and the glove of another: whatever is believed is wrong. */
async function nothingInCommon(): Promise<object> {
  const random = randomFrom(2);
  let believed = 0;
  for (let pair = 0; pair < PAIRS; pair++) {
    const seenBy = pair % 2 === 0 ? "sound" : "motion";
    const [one, other] = [makePair(random, session(random, seenBy)), makePair(random, session(random, seenBy))];
    if (findSync(one.video, other.glove, { jitterUs: JITTER_US[seenBy] }).sure) believed++;
  }
  return { pairs: PAIRS, believed };
}

/** Drills to a beat of about a second, hit to some ten milliseconds, a fifth of them missed by either side. */
async function evenRhythm(): Promise<object> {
  const errors = new SyncErrors();
  const random = randomFrom(3);
  for (let pair = 0; pair < PAIRS; pair++) {
    const beatUs = (0.6 + 0.8 * random()) * 1e6;
    const unevenUs = random() * 60_000;
    const line = { offsetUs: (random() * 2 - 1) * 20e6, rate: 1 + (random() * 2 - 1) * 500e-6 };
    const video: Impact[] = [];
    const glove: Impact[] = [];
    for (let beat = 0; beat < 120; beat++) {
      const videoUs = beat * beatUs + (random() - 0.5) * unevenUs;
      if (random() > 0.2) video.push({ timeUs: videoUs + (random() - 0.5) * 33_000, strength: 1 });
      if (random() > 0.2) glove.push({ timeUs: line.offsetUs + line.rate * videoUs, strength: 1 });
    }
    const { ms, result } = await timed(() => findSync(video, glove, { jitterUs: JITTER_US.motion }));
    errors.add(result, line, [0, 120 * beatUs], ms);
  }
  return errors.report();
}
