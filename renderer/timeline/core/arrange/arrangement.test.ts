import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Channel, StreamFormat } from "#domain/channels.ts";
import {
  type Arrangement,
  changed,
  evenHeights,
  fits,
  groupOf,
  HEIGHT_PX,
  joined,
  mayShare,
  movedBy,
  movedColumn,
  movedTo,
  split,
  toggledColumn,
  usualArrangement,
  withHeight,
  withoutSpectrogram,
  withSpectrogram,
} from "./arrangement.ts";

function channels(kind: Channel["kind"], unit: string): Channel[] {
  return (["x", "y", "z"] as const).map((axis) => {
    return { name: `${kind}${axis}`, kind, axis, unit, scale: 0.001, range: null };
  });
}
const glove: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: 119,
  channels: [...channels("acceleration", "g"), ...channels("rotation", "dps")],
};
const formats = [glove, glove];
const usual = usualArrangement(formats);
const columnsOf = (arrangement: Arrangement) => arrangement.map(({ stream, columns }) => [stream, ...columns]);

describe("an arrangement", () => {
  test("begins with one track for each sensor of each glove", () => {
    expect(columnsOf(usual)).toEqual([
      [0, 0, 1, 2],
      [0, 3, 4, 5],
      [1, 0, 1, 2],
      [1, 3, 4, 5],
    ]);
    expect(fits(usual, formats)).toBe(true);
    expect(fits(usual, [glove])).toBe(false);
  });

  test("splits a sensor into one track a channel, and joins them again", () => {
    const apart = split(usual, 0);
    expect(columnsOf(apart).slice(0, 3)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
    ]);
    const [x, y, z] = apart;
    expect(mayShare(formats, y!, x!)).toBe(true);
    const together = joined(joined(apart, formats, y!.id, x!.id), formats, z!.id, x!.id);
    expect(columnsOf(together)).toEqual(columnsOf(usual));
  });

  test("takes a single channel out, and into another track of the same glove and unit only", () => {
    const out = movedColumn(usual, formats, 0, 1, null);
    expect(columnsOf(out).slice(0, 3)).toEqual([
      [0, 0, 2],
      [0, 1],
      [0, 3, 4, 5],
    ]);
    expect(columnsOf(movedColumn(out, formats, 0, 0, out[1]!.id)).slice(0, 2)).toEqual([
      [0, 2],
      [0, 0, 1],
    ]);
    expect(movedColumn(usual, formats, 0, 1, 1)).toBe(usual);
    expect(movedColumn(usual, formats, 0, 1, 2)).toBe(usual);
  });

  test("is put in another order, past tracks that are hidden", () => {
    const hidden = changed(usual, 1, { hidden: true });
    expect(movedBy(hidden, 0, 1).map(({ id }) => id)).toEqual([1, 2, 0, 3]);
    expect(movedTo(usual, 3, 0).map(({ id }) => id)).toEqual([3, 0, 1, 2]);
    expect(movedBy(usual, 0, -1).map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  });

  test("keeps heights within reason and evens them out again", () => {
    expect(withHeight(usual, 0, 3)[0]!.heightPx).toBe(HEIGHT_PX.least);
    expect(evenHeights(withHeight(usual, 0, 333)).every(({ heightPx }) => heightPx === null)).toBe(true);
  });

  test("hides channels, but never the last one of a track", () => {
    const one = toggledColumn(toggledColumn(usual, 0, 0), 0, 2);
    expect(groupOf(one[0]!, glove).columns).toEqual([1]);
    expect(toggledColumn(one, 0, 1)[0]!.hiddenColumns).toEqual([0, 2]);
    expect(groupOf(toggledColumn(one, 0, 0)[0]!, glove).columns).toEqual([0, 1]);
  });

  test("has spectrograms beside the channels, and only those can be taken away", () => {
    const more = withSpectrogram(usual, 1, [3]);
    expect(columnsOf(more)[2]).toEqual([0, 3]);
    expect(fits(more, formats)).toBe(true);
    expect(withoutSpectrogram(more, more[2]!.id)).toEqual(usual);
    expect(withoutSpectrogram(usual, 0)).toEqual(usual);
  });
});

test("whatever is done, every channel is in exactly one track and every track draws something", () => {
  const at = fc.nat(20);
  const step = fc.oneof(
    fc.record({ act: fc.constant("split"), a: at, b: at }),
    fc.record({ act: fc.constant("join"), a: at, b: at }),
    fc.record({ act: fc.constant("take"), a: at, b: at }),
    fc.record({ act: fc.constant("move"), a: at, b: at }),
    fc.record({ act: fc.constant("toggle"), a: at, b: at }),
    fc.record({ act: fc.constant("spectrogram"), a: at, b: at }),
    fc.record({ act: fc.constant("remove"), a: at, b: at }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let now: Arrangement = usual;
      for (const { act, a, b } of steps) {
        const { id, columns } = now[a % now.length]!;
        const column = columns[b % columns.length]!;
        if (act === "split") now = split(now, id);
        else if (act === "join") now = joined(now, formats, id, now[b % now.length]!.id);
        else if (act === "take") now = movedColumn(now, formats, id, column, null);
        else if (act === "move") now = movedTo(now, id, b);
        else if (act === "toggle") now = toggledColumn(now, id, column);
        else if (act === "spectrogram") now = withSpectrogram(now, id, [column]);
        else now = withoutSpectrogram(now, id);
        expect(fits(now, formats)).toBe(true);
      }
    }),
  );
});
