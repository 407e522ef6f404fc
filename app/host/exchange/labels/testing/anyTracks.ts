import fc from "fast-check";
import { expect } from "vitest";
import { inOrder, type Segment, type Track } from "#domain/labeling/segments.ts";
import type { About, LabelCodec } from "../labelFile.ts";

export const NOTHING_ELSE: About = { videos: [], writtenAt: new Date(0) };

/** Any text that a label may be: 1 to 64 characters, nothing but space at neither end. */
const name = fc
  .string({ minLength: 1, maxLength: 30, unit: "grapheme" })
  .map((text) => text.trim())
  .filter((text) => text !== "" && text.length <= 64);
const anySegment: fc.Arbitrary<Segment> = fc
  .record({
    id: fc.uuid({ version: 4 }),
    label: name,
    hand: fc.constantFrom("left", "right", null),
    quality: fc.option(name),
    startUs: fc.integer({ min: 0, max: 36e9 }),
    lengthUs: fc.nat(5e6),
    peakUs: fc.option(fc.nat(5e6)),
    confidence: fc.option(fc.nat(1e6).map((millionths) => millionths / 1e6)),
    origin: name,
  })
  .map(({ lengthUs, peakUs, ...rest }) => {
    const endUs = rest.startUs + lengthUs;
    return { ...rest, endUs, peakUs: peakUs === null ? null : Math.min(endUs, rest.startUs + peakUs) };
  });
export const anyTracks: fc.Arbitrary<Track[]> = fc.uniqueArray(
  fc.record({
    kind: fc.constantFrom("truth", "proposal", "prediction"),
    name,
    origin: name,
    segments: fc.array(anySegment, { minLength: 1 }).map((list) => list.sort(inOrder)),
  }),
  { selector: ({ kind, name }) => `${kind}/${name}`, maxLength: 4 },
);

/** A property: whatever the text, it is read as labels or refused with a problem. */
export function readOrRefused(codec: Pick<LabelCodec, "read">): (text: string) => void {
  return (text) => {
    try {
      for (const { segments } of codec.read(text, "Truth"))
        for (const { startUs, endUs, label } of segments) {
          expect(Number.isSafeInteger(startUs) && endUs >= startUs && label.length > 0).toBe(true);
        }
    } catch (error) {
      expect((error as { problem?: { code: string } }).problem?.code).toMatch(/^labels\./);
    }
  };
}
