import { expect, test } from "vitest";
import { openProjectStore } from "./open.ts";
import { asList, countingRows, finish, format, glove, inProjectFolder, newCapture } from "./testing/fixtures.ts";

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
