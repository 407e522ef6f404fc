import { describe, expect, it } from "vitest";
import { encodeSlice } from "#contract/slice.ts";
import type { CaptureDetail } from "#domain/captures.ts";
import { captureOf } from "../../workspaces/shared/testCaptures.ts";
import { gloveImpacts } from "./gloveImpacts.ts";

const HITS = [500, 1300, 2900];
const ROWS = 3000;
const GAP = { from: 1000, to: 1200 };

const shown = captureOf();
const capture: CaptureDetail = { ...shown, gaps: {}, clips: {} };
const stream = { ...capture.streams[0]!, endIndex: ROWS, clock: { startUs: 50_000, rateHz: 100 } };
const width = stream.format.channels.length;
const column = stream.format.channels.findIndex(({ kind }) => kind === "acceleration");

/** A glove at rest with hits, and a hole in the middle. */
function fetchBulk(path: string) {
  const [from, to] = [...path.matchAll(/(?:from|to)=(\d+)/g)].map((match) => Number(match[1])) as [number, number];
  const runs = [
    { firstIndex: from, rows: GAP.from - from },
    { firstIndex: GAP.to, rows: to - GAP.to },
  ];
  const values = new Int16Array(runs.reduce((sum, { rows }) => sum + rows, 0) * width);
  let row = 0;
  for (const { firstIndex, rows } of runs)
    for (let i = 0; i < rows; i++, row++)
      values[row * width + column] = HITS.includes(firstIndex + i) ? -20_000 : 1000 + ((firstIndex + i) % 7);
  const bytes = encodeSlice({ key: 1, sampleType: "int16", width, runs, values });
  return { bytes: Promise.resolve(bytes), cancel: () => {} };
}

describe("the impacts of a glove", () => {
  it("are the peaks of its acceleration, on the capture's clock, whatever is missing between them", async () => {
    const shares: number[] = [];
    const found = await gloveImpacts(
      { fetchBulk },
      { ...capture, streams: [stream] },
      { onProgress: (share) => shares.push(share), signal: new AbortController().signal },
    );
    expect(found.map(({ timeUs }) => timeUs)).toEqual(HITS.map((index) => 50_000 + index * 10_000));
    expect(shares.at(-1)).toBe(1);
  });

  it("are not looked for any more once that was cancelled", async () => {
    const signal = AbortSignal.abort();
    const search = gloveImpacts({ fetchBulk }, { ...capture, streams: [stream] }, { onProgress: () => {}, signal });
    await expect(search).rejects.toThrow();
  });
});
