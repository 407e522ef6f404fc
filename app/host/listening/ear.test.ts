import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CaptureStream } from "#domain/captures.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import type { Hand } from "#domain/hands.ts";
import type { Block } from "../capture/rowPlacer.ts";
import { NO_CLOCK, RowPlacer } from "../capture/rowPlacer.ts";
import { engineHere } from "../engine/testing/engineHere.ts";
import { format, MadeStore, madeStream, RATE_HZ, rowsOfPunches } from "../learn/testing/madeStore.ts";
import { readMotion } from "../segmenting/streamMotion.ts";
import { motionFor, type Prediction, readyFor, runModel } from "../validation/runModel.ts";
import { asBytes, axisModel } from "../validation/testing/axisModel.ts";
import { Ear, type Heard } from "./ear.ts";

const MODEL = asBytes(axisModel());
const SECONDS = 30;
const ROWS = rowsOfPunches(
  SECONDS,
  [2, 5, 6.5, 9, 12, 14, 17, 20, 23, 26, 28.8].map((atS, i) => ({ atS, axis: (i % 3) as 0 | 1 | 2 })),
);

/** The rows of a link that sends so many a packet and loses so many before some of them. */
function blocksOf(rows: Int16Array, sent: readonly { rows: number; lost: number }[], streamFormat = format()): Block[] {
  const placer = new RowPlacer(0, streamFormat, NO_CLOCK);
  const blocks: Block[] = [];
  let at = 0;
  for (let i = 0; at < rows.length / 6; i++) {
    const { rows: count, lost } = sent[i % sent.length]!;
    // The rows of a gap were measured too, but never came.
    const from = i === 0 ? 0 : at + lost;
    const packet = rows.slice(from * 6, (from + count) * 6);
    at = from + count;
    const hostTimeUs = Math.round((at * 1e6) / RATE_HZ);
    blocks.push(
      ...placer.place({ stream: 0, rows: packet, lostBefore: i === 0 ? 0 : lost, hostTimeUs, deviceTimeUs: null }),
    );
  }
  return blocks;
}

async function heardLive(blocks: readonly Block[], hand: Hand, streamFormat = format()): Promise<Heard[]> {
  const heard: Heard[] = [];
  const ear = new Ear(
    MODEL,
    { format: streamFormat, hand, rateHz: RATE_HZ },
    {
      onHeard: (one) => heard.push(one),
      onBroken: (error) => {
        throw error;
      },
    },
  );
  for (const block of blocks) ear.push(block);
  await ear.close();
  return heard;
}

/** What validation says about the same rows, once they are a capture. */
async function saidLater(blocks: readonly Block[], hand: Hand, streamFormat = format()): Promise<Prediction[]> {
  const runs: { firstIndex: number; rows: number }[] = [];
  for (const { firstIndex, count } of blocks) {
    const last = runs.at(-1);
    if (last !== undefined && last.firstIndex + last.rows === firstIndex) last.rows += count;
    else runs.push({ firstIndex, rows: count });
  }
  const values = Int16Array.from(blocks.flatMap(({ rows }) => [...rows]));
  const store = new MadeStore({
    name: "Heard",
    streams: [madeStream(values, { hand, runs, format: streamFormat })],
    tracks: [],
  });
  const [summary] = await store.captures();
  const stream = summary!.streams[0] as CaptureStream;
  const ready = readyFor(MODEL, hand);
  return runModel(ready, motionFor(ready, await readMotion(store, summary!.id, stream)));
}

const asSaid = (heard: readonly Pick<LiveFinding, "beginIndex" | "endIndex" | "decidedIndex" | "label">[]) =>
  heard.map(({ beginIndex, endIndex, decidedIndex, label }) => ({ beginIndex, endIndex, decidedIndex, label }));

describe.skipIf(!engineHere)("a model that listens", () => {
  test("finds what validation finds in the same rows, however they come and whatever is missing", async () => {
    const packets = fc.array(
      fc.record({
        rows: fc.integer({ min: 1, max: 60 }),
        lost: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 90 })),
      }),
      { minLength: 1, maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(packets, fc.constantFrom<Hand>("left", "right"), async (sent, hand) => {
        const blocks = blocksOf(ROWS, sent);
        const heard = await heardLive(blocks, hand);
        const said = await saidLater(blocks, hand);
        expect(asSaid(heard)).toEqual(asSaid(said));
        expect(heard.map(({ confidence }) => confidence)).toEqual(said.map(({ score }) => score));
      }),
      { numRuns: 40 },
    );
  });

  test("names every punch of an unbroken stream, in the words of its classes", async () => {
    const heard = await heardLive(blocksOf(ROWS, [{ rows: 6, lost: 0 }]), "right");
    expect(heard.map(({ label }) => label).slice(0, 6)).toEqual(["Jab", "Hook", "Unknown", "Jab", "Hook", "Unknown"]);
    expect(heard.every(({ modelId }) => modelId === MODEL.model.id)).toBe(true);
  });

  test("hears a glove of another range in the counts of the model", async () => {
    const wide = format(32, 4000);
    const blocks = blocksOf(
      ROWS.map((count) => Math.round(count / 2)),
      [{ rows: 7, lost: 0 }],
      wide,
    );
    const heard = await heardLive(blocks, "right", wide);
    expect(asSaid(heard)).toEqual(asSaid(await saidLater(blocks, "right", wide)));
    expect(heard.length).toBeGreaterThan(5);
  });

  test("says at once that it cannot work on a glove of another rate", () => {
    const listener = { onHeard: () => {}, onBroken: () => {} };
    const slow = () => new Ear(MODEL, { format: format(), hand: "right", rateHz: 50 }, listener);
    expect(slow).toThrow("model.otherRate");
  });

  test("is silent once it was told to be", async () => {
    const heard: Heard[] = [];
    const ear = new Ear(
      MODEL,
      { format: format(), hand: "right", rateHz: RATE_HZ },
      { onHeard: (one) => heard.push(one), onBroken: () => {} },
    );
    for (const block of blocksOf(ROWS, [{ rows: 6, lost: 0 }])) ear.push(block);
    ear.silence();
    await ear.close();
    expect(heard).toEqual([]);
  });
});
