import fc from "fast-check";
import { expect, test } from "vitest";
import type { SampleArray, SampleType } from "#domain/channels.ts";
import { newSampleArray } from "#domain/channels.ts";
import { binRows, emptyBins } from "#domain/pyramid.ts";
import type { Journal, ProjectStore } from "./api.ts";
import { openProjectStore } from "./open.ts";
import {
  asList,
  countingRows,
  endsOf,
  finish,
  format,
  glove,
  inProjectFolder,
  newCapture,
} from "./testing/fixtures.ts";

test("what a glove sent is on disk, row for row, with the gap where rows were lost", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const journal = await store.begin(newCapture("Jab 01", glove("left", format(3))));
    const [stream] = journal.capture.streams;
    journal.append(stream!.id, 0, countingRows(0, 10, 3), [{ index: 9, hostUs: 90_000, deviceUs: null }]);
    journal.gap(stream!.id, { firstIndex: 10, rows: 5, reason: "lost", exact: true });
    journal.append(stream!.id, 15, countingRows(15, 10, 3), [{ index: 24, hostUs: 240_000, deviceUs: 1_000 }]);
    const capture = await finish(journal, 250_000);

    expect(capture).toMatchObject({ name: "Jab 01", state: "finished", simulated: true, durationUs: 250_000 });
    expect(capture.streams[0]).toMatchObject({ rows: 20, endIndex: 25, pyramidLevels: 1, clockResidualUs: 12.5 });
    const samples = await store.readSamples(capture.id, stream!.id, 0, 100);
    expect(samples.runs).toEqual([
      { firstIndex: 0, rows: 10 },
      { firstIndex: 15, rows: 10 },
    ]);
    expect(asList(samples.values)).toEqual([...countingRows(0, 10, 3), ...countingRows(15, 10, 3)]);
    expect(await store.readArrivals(capture.id, stream!.id)).toEqual([
      { index: 9, hostUs: 90_000, deviceUs: null },
      { index: 24, hostUs: 240_000, deviceUs: 1_000 },
    ]);
    const detail = await store.capture(capture.id);
    expect(detail.gaps).toEqual({ [stream!.id]: [{ firstIndex: 10, rows: 5, reason: "lost", exact: true }] });
    await store.close();
  }));

test("a recording can be read while it goes on", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const journal = await store.begin(newCapture("Jab 01", glove("left", format(2))));
    const { id, streams } = journal.capture;
    journal.append(streams[0]!.id, 0, countingRows(0, 50, 2), []);
    await expect
      .poll(async () => (await store.readSamples(id, streams[0]!.id, 0, 100)).runs)
      .toEqual([{ firstIndex: 0, rows: 50 }]);
    expect(await store.captures(false)).toMatchObject([{ id, state: "recording", streams: [{ rows: 50 }] }]);
    await expect(store.readPyramid(id, streams[0]!.id, 0, 0, 10)).rejects.toThrow("pyramid.noLevel");
    await finish(journal);
    await store.close();
  }));

test("a bug of the caller is said at once and spoils nothing", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const journal = await store.begin(newCapture("Jab", glove("left", format(2))));
    const streamId = journal.capture.streams[0]!.id;
    const gap = { firstIndex: 4, rows: 1, reason: "lost", exact: true } as const;
    journal.append(streamId, 0, countingRows(0, 4, 2), []);
    expect(() => journal.append(streamId, 3, countingRows(3, 1, 2), [])).toThrow("row 3 after row 3");
    expect(() => journal.append(streamId, 4, new Int16Array(3), [])).toThrow("no rows of 2");
    expect(() => journal.append(streamId + 1, 0, countingRows(0, 1, 2), [])).toThrow("no stream");
    expect(() => journal.gap(streamId, { ...gap, rows: Number.NaN })).toThrow("a gap of NaN at 4");
    const [end] = endsOf(journal);
    journal.progress(streamId, { ...end!, clock: { startUs: Number.NaN, rateHz: Number.NaN } });
    // Two reasons at one place are two rows.
    journal.gap(streamId, gap);
    journal.gap(streamId, { ...gap, reason: "corrupt" });
    const capture = await finish(journal);
    expect(capture.streams[0]).toMatchObject({ rows: 4, endIndex: 5 });
    expect((await store.capture(capture.id)).gaps[streamId]).toHaveLength(2);
    expect(() => journal.append(streamId, 5, countingRows(5, 1, 2), [])).toThrow("is finished");
    await store.close();
  }));

interface Step {
  readonly lost: number;
  readonly rows: number;
  /** Time for a flush to come between this packet and the next. */
  readonly pause: boolean;
}

const recordings = fc.record({
  type: fc.constantFrom<SampleType>("int16", "float32"),
  channels: fc.integer({ min: 1, max: 4 }),
  rateHz: fc.constantFrom(4, 119),
  seed: fc.nat(),
  steps: fc.array(
    fc.record({
      lost: fc.oneof(fc.constant(0), fc.nat(3000)),
      rows: fc.integer({ min: 1, max: 700 }),
      pause: fc.nat(9).map((n) => n === 0),
    }),
    { maxLength: 25 },
  ),
});

test("whatever was appended reads back sample for sample, with its pyramid, in any window", { timeout: 60_000 }, () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    await fc.assert(
      fc.asyncProperty(recordings, async ({ type, channels, rateHz, seed, steps }) => {
        const stream = format(channels, { sampleType: type, nominalRateHz: rateHz });
        const journal = await store.begin(newCapture("Any", glove("left", stream)));
        const sent = await send(journal, type, channels, seed, steps);
        await checkSamples(store, journal, sent);
        const capture = await finish(journal);
        expect(capture.streams[0]).toMatchObject({
          rows: sent.present.filter(Boolean).length,
          endIndex: sent.endIndex,
        });
        await checkSamples(store, journal, sent);
        await checkPyramid(store, journal, sent);
      }),
      { numRuns: 25 },
    );
    await store.close();
  }),
);

/** A stream as a dense table, with what is there marked. */
interface Sent {
  readonly type: SampleType;
  readonly channels: number;
  readonly endIndex: number;
  readonly present: boolean[];
  readonly values: number[];
}

async function send(journal: Journal, type: SampleType, channels: number, seed: number, steps: readonly Step[]) {
  const streamId = journal.capture.streams[0]!.id;
  const present: boolean[] = [];
  const values: number[] = [];
  for (const { lost, rows, pause } of steps) {
    if (lost > 0) {
      journal.gap(streamId, { firstIndex: present.length, rows: lost, reason: "lost", exact: true });
      for (let i = 0; i < lost; i++) present.push(false);
      for (let i = 0; i < lost * channels; i++) values.push(Number.NaN);
    }
    const packet = packetOf(type, rows * channels, seed + values.length);
    // A view into something larger, as a source that parses a stream hands it over.
    journal.append(streamId, present.length, packet.subarray(3, 3 + rows * channels), []);
    values.push(...packet.subarray(3, 3 + rows * channels));
    for (let i = 0; i < rows; i++) present.push(true);
    if (pause) await new Promise((resolve) => setTimeout(resolve, 260));
  }
  return { type, channels, endIndex: present.length, present, values } satisfies Sent;
}

function packetOf(type: SampleType, length: number, seed: number): SampleArray {
  const packet = newSampleArray(type, length + 6);
  for (let i = 0; i < packet.length; i++) packet[i] = Math.sin(seed + i) * 32_768;
  return packet;
}

async function checkSamples(store: ProjectStore, journal: Journal, sent: Sent): Promise<void> {
  const { id, streams } = journal.capture;
  const third = Math.floor(sent.endIndex / 3);
  for (const [from, to] of [
    [0, sent.endIndex + 10],
    [third, 2 * third + 1],
  ] as const) {
    const expected = sent.values
      .slice(from * sent.channels, to * sent.channels)
      .filter((value) => !Number.isNaN(value));
    const read = async () => asList((await store.readSamples(id, streams[0]!.id, from, to)).values);
    // While it records, rows are there after the next flush.
    await expect.poll(async () => (await read()).length).toBe(expected.length);
    expect(await read()).toEqual(expected);
    const { runs } = await store.readSamples(id, streams[0]!.id, from, to);
    const present = sent.present.slice(from, to).map(() => false);
    for (const run of runs) present.fill(true, run.firstIndex - from, run.firstIndex - from + run.rows);
    expect(present).toEqual(sent.present.slice(from, to));
  }
}

async function checkPyramid(store: ProjectStore, journal: Journal, sent: Sent): Promise<void> {
  const [stream] = (await store.capture(journal.capture.id)).streams;
  const width = sent.channels * 2;
  for (let level = 0; level < stream!.pyramidLevels; level++) {
    const bins = Math.ceil(sent.endIndex / binRows(level));
    const expected = emptyBins(sent.type, bins * width);
    sent.values.forEach((value, i) => {
      const bin = Math.floor(i / sent.channels / binRows(level));
      const at = bin * width + (i % sent.channels) * 2;
      if (value < expected[at]!) expected[at] = value;
      if (value > expected[at + 1]!) expected[at + 1] = value;
    });
    const whole = await store.readPyramid(journal.capture.id, stream!.id, level, 0, 1e9);
    expect(whole.values).toEqual(expected);
    const half = Math.floor(bins / 2);
    const part = await store.readPyramid(journal.capture.id, stream!.id, level, half, half + 300);
    expect(part.values).toEqual(expected.slice(half * width, (half + 300) * width));
    if (bins > half) expect(part.runs).toEqual([{ firstIndex: half, rows: Math.min(300, bins - half) }]);
  }
}
