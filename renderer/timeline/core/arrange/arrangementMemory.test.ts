import fc from "fast-check";
import { expect, test } from "vitest";
import type { StreamFormat } from "#domain/channels.ts";
import { fits, split, usualArrangement, withSpectrogram } from "./arrangement.ts";
import { keepArrangement, recallArrangement } from "./arrangementMemory.ts";

const glove: StreamFormat = {
  sampleType: "int16",
  nominalRateHz: 119,
  channels: (["x", "y", "z"] as const).map((axis) => {
    return { name: axis, kind: "acceleration", axis, unit: "g", scale: 0.001, range: null };
  }),
};
const formats = [glove];

function shelfOf(text: string | null = null) {
  let held = text;
  return {
    getItem: () => held,
    setItem(_key: string, value: string) {
      held = value;
    },
  };
}

test("an arrangement comes back as it was kept", () => {
  const shelf = shelfOf();
  const own = withSpectrogram(split(usualArrangement(formats), 0), 0, [0]);
  keepArrangement(shelf, formats, own);
  expect(recallArrangement(shelf, formats)).toEqual(own);
});

test("a storage that refuses costs nothing but the memory", () => {
  const full = {
    getItem: () => null,
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  keepArrangement(full, formats, usualArrangement(formats));
  expect(recallArrangement(full, formats)).toEqual(usualArrangement(formats));
});

test("whatever the storage holds, what comes back shows every channel", () => {
  const kept = JSON.stringify(split(usualArrangement(formats), 0));
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .tuple(fc.nat(kept.length), fc.string({ maxLength: 3 }))
      .map(([at, by]) => kept.slice(0, at) + by + kept.slice(at + 1)),
  );
  fc.assert(
    fc.property(anything, (held) => {
      expect(fits(recallArrangement(shelfOf(held), formats), formats)).toBe(true);
    }),
  );
});
