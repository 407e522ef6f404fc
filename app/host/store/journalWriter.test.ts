import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { readDetail, readSummary } from "./captureRows.ts";
import { openForWriting } from "./database.ts";
import { JournalWriter } from "./journalWriter.ts";
import { insertCapture } from "./newCapture.ts";
import { readSamples } from "./sampleReader.ts";
import { asList, countingRows, format, glove, inProjectFolder, newCapture } from "./testing/fixtures.ts";

test("a full disk is told once, keeps every row in memory, and is over when there is space", () =>
  inProjectFolder(async (folder) => {
    await mkdir(folder);
    const db = openForWriting(folder);
    const capture = readSummary(db, insertCapture(db, newCapture("Jab", glove("left", format(9)))));
    const streamId = capture.streams[0]!.id;
    const told: string[] = [];
    const journal = new JournalWriter(db, capture, (code) => told.push(code));

    journal.append(streamId, 0, countingRows(0, 100, 9), []);
    expect(journal.flush()).toBeNull();
    const pages = db.pragma("page_count", { simple: true }) as number;
    db.pragma(`max_page_count = ${pages}`);
    journal.append(streamId, 100, countingRows(100, 1000, 9), [{ index: 1099, hostUs: 9, deviceUs: null }]);
    journal.gap(streamId, { firstIndex: 1100, rows: 7, reason: "stall", exact: false });
    expect(journal.flush()?.problem.code).toBe("disk.full");
    expect(journal.flush()?.problem.code).toBe("disk.full");
    expect(told).toEqual(["disk.full"]);
    journal.append(streamId, 1107, countingRows(1107, 50, 9), []);

    db.pragma(`max_page_count = ${pages + 1000}`);
    // The next try comes by itself.
    await expect.poll(() => told).toEqual(["disk.full", "disk.recovered"]);
    const { runs, values } = readSamples(db, capture.id, streamId, 0, 1e6);
    expect(runs).toEqual([
      { firstIndex: 0, rows: 1100 },
      { firstIndex: 1107, rows: 50 },
    ]);
    expect(asList(values)).toEqual([...countingRows(0, 1100, 9), ...countingRows(1107, 50, 9)]);
    expect(readDetail(db, capture.id)).toMatchObject({
      streams: [{ rows: 1150, endIndex: 1157 }],
      gaps: { [streamId]: [{ firstIndex: 1100, rows: 7 }] },
    });
    journal.stop();
    db.close();
  }));
