import { expect, test } from "vitest";
import type { GloveResult } from "#domain/deploy/recognition.ts";
import { OwnResults } from "./ownResults.ts";
import { NO_CLOCK, RowPlacer } from "./rowPlacer.ts";
import { FORMAT, rows } from "./testing/rig.ts";

const result = (segmentStart: number | null) => ({ segmentStart }) as GloveResult;
const placer = new RowPlacer(0, FORMAT, NO_CLOCK);
const place = (count: number, lostBefore = 0) =>
  placer.place({ stream: 0, rows: rows(0, count), lostBefore, hostTimeUs: 0, deviceTimeUs: null });

test("a result waits for the first row, and counts from it; a glove that begins anew counts from its new first row", () => {
  const own = new OwnResults();
  expect(own.take(result(3), 5, true)).toBeNull();
  expect(own.placed([])).toEqual([]);
  expect(own.placed(place(10))).toEqual([{ result: result(3), hostTimeUs: 5, beginIndex: 3 }]);
  expect(own.placed(place(10))).toEqual([]);
  own.begin();
  expect(own.take(result(4), 6, true)).toBeNull();
  expect(own.placed(place(10, 7))).toMatchObject([{ beginIndex: 31 }]);
  expect(own.take(result(null), 7, true)).toMatchObject({ beginIndex: null });
});

test("a glove without rows tells at once, and of no row", () => {
  expect(new OwnResults().take(result(3), 5, false)).toMatchObject({ hostTimeUs: 5, beginIndex: null });
});
