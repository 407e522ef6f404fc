import { join } from "node:path";
import { expect, test } from "vitest";
import { trackChange } from "#domain/labeling/change.ts";
import { OWN_TRUTH, type Segment } from "#domain/labeling/segments.ts";
import type { StoreChange } from "../api.ts";
import { openProjectStore } from "../open.ts";
import { PROJECT_FILE } from "../projectFiles.ts";
import { connect } from "../sqlite.ts";
import { finish, format, glove, inProjectFolder, newCapture } from "../testing/fixtures.ts";
import { segment } from "../testing/memoryProject.ts";

const SECOND = 1_000_000;
const live = { code: "label.live", detail: {} };
const adding = (...add: Segment[]) => [trackChange(OWN_TRUTH, { add })];

test("labels are stored while a capture is recorded; what reaches past the end that it gets is cut there", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const journal = await store.begin(newCapture("Jab", glove("left", format(1))));
    const { id } = journal.capture;
    const [whole, over, event] = [
      segment(1, 2, { peakUs: 1.5 * SECOND }),
      segment(9, 11, { peakUs: 10.5 * SECOND }),
      segment(10, 10, { hand: "right" }),
    ];
    for (const each of [whole, over, event, segment(11, 12)]) await store.editLabels(id, live, adding(each));
    const heard: StoreChange[] = [];
    store.onChange((change) => heard.push(change));
    await finish(journal, 10 * SECOND);
    const kept = [whole, { ...over, endUs: 10 * SECOND, peakUs: null }, event];
    expect(await store.tracks(id)).toMatchObject([{ ...OWN_TRUTH, segments: kept }]);
    expect(heard).toContainEqual({ event: "labels", captureId: id, pageId: null, changes: null });
    for (let left = 4; left > 0; left--) expect(await store.undo(id)).toEqual(live);
    expect(await store.tracks(id)).toEqual([]);
    await store.close();
  }));

test("labels of a recording that was interrupted are kept, as far as its samples go", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const journal = await store.begin(newCapture("Jab", glove("left", format(1))));
    const { id, streams } = journal.capture;
    journal.append(streams[0]!.id, 0, new Int16Array(500), []);
    await store.editLabels(id, live, adding(segment(1, 2), segment(4, 7)));
    await store.close();
    const again = await openProjectStore(folder);
    const { state, durationUs } = await again.capture(id);
    expect([state, durationUs]).toEqual(["interrupted", 5 * SECOND]);
    expect((await again.tracks(id))[0]!.segments.map(({ startUs, endUs }) => [startUs, endUs])).toEqual([
      [1 * SECOND, 2 * SECOND],
      [4 * SECOND, 5 * SECOND],
    ]);
    await again.close();
    const db = connect(join(folder, PROJECT_FILE), { readOnly: true, timeoutMs: 1000 });
    expect(db.pragma("foreign_key_check")).toEqual([]);
    db.close();
  }));
