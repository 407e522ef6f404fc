import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEvent } from "#domain/labeling/reshape.ts";
import type { Segment, Track } from "#domain/labeling/segments.ts";
import { anyTracks, NOTHING_ELSE, readOrRefused } from "../testing/anyTracks.ts";
import { elan } from "./elan.ts";

/** An ELAN document with these tiers, and slots t0 to t4 at 0, 1, 2, 3 and 4 seconds; t9 has no time. */
function document(tiers: string, header = "<HEADER/>"): string {
  const slots = [0, 1, 2, 3, 4].map((at) => `<TIME_SLOT TIME_SLOT_ID="t${at}" TIME_VALUE="${at * 1000}"/>`).join("");
  return `<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT>\n${header}\n<TIME_ORDER>${slots}<TIME_SLOT TIME_SLOT_ID="t9"/></TIME_ORDER>\n${tiers}\n</ANNOTATION_DOCUMENT>`;
}

const aligned = (id: string, from: string, to: string, words: string) =>
  `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="${id}" TIME_SLOT_REF1="${from}" TIME_SLOT_REF2="${to}"><ANNOTATION_VALUE>${words}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`;

/** What ELAN keeps of a segment, in milliseconds. */
function kept({ label, hand, quality, ...segment }: Segment): string {
  const [startMs, endMs] = [segment.startUs, segment.endUs].map((us) => Math.round(us / 1000)) as [number, number];
  const none = isEvent(segment) || endMs <= startMs + 1;
  return JSON.stringify([label, hand, quality, startMs, none ? startMs : endMs]);
}

const facts = (tracks: readonly Track[]) =>
  Object.fromEntries(tracks.map(({ kind, name, segments }) => [`${kind} ${name}`, segments.map(kept).sort()]));

describe("labels as ELAN's document", () => {
  test("come back with label, hand, quality and track, to the millisecond, also where they overlap", () => {
    fc.assert(
      fc.property(anyTracks, (tracks) => {
        expect(facts(elan.read(elan.write(tracks, NOTHING_ELSE), "Truth"))).toEqual(facts(tracks));
      }),
    );
  });

  test("have a tier for each hand, no two annotations of a tier at the same time, and the video under its name", () => {
    const base = { quality: null, peakUs: null, confidence: null, origin: "hand" };
    const written = elan.write(
      [
        {
          kind: "truth",
          name: "Truth",
          origin: "{}",
          segments: [
            { ...base, id: "1", label: "Jab", hand: "left", startUs: 1_000_000, endUs: 2_000_000 },
            { ...base, id: "2", label: "Hook & <go>", hand: "left", startUs: 1_500_000, endUs: 2_500_000 },
            { ...base, id: "3", label: "Jab", hand: "right", startUs: 1_000_000, endUs: 2_000_000, quality: "clean" },
          ],
        },
      ],
      { videos: [{ fileName: "Side view.mp4", mime: "video/mp4", originMs: 250 }], writtenAt: new Date(0) },
    );
    expect([...written.matchAll(/TIER_ID="([^"]*)"/g)].map(([, id]) => id)).toEqual([
      "Truth left",
      "Truth left (2)",
      "Truth right",
      "Truth right quality",
    ]);
    expect(written).toContain(
      '<MEDIA_DESCRIPTOR MEDIA_URL="./Side%20view.mp4" RELATIVE_MEDIA_URL="./Side%20view.mp4" MIME_TYPE="video/mp4" TIME_ORIGIN="250"/>',
    );
    expect(written).toContain("Hook &amp; &lt;go&gt;");
    expect(written).toContain('DATE="1970-01-01T00:00:00.000Z"');
  });

  test("of another hand are truth tracks by the names of their tiers; what has no times of its own is left out", () => {
    const tracks = elan.read(
      document(
        `<TIER TIER_ID="Trainer" PARTICIPANT="Left" LINGUISTIC_TYPE_REF="default-lt">${aligned("a2", "t2", "t3", "\n Hook ")}${aligned("a1", "t0", "t1", "<![CDATA[Jab]]>")}</TIER>
         <TIER TIER_ID="note" PARENT_REF="Trainer"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1"><ANNOTATION_VALUE>late</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
         <TIER TIER_ID="bell">${aligned("a4", "t4", "t4", "")}</TIER>`,
      ),
      "Truth",
    );
    expect(tracks).toMatchObject([
      {
        kind: "truth",
        name: "Trainer",
        segments: [
          { label: "Jab", hand: "left", startUs: 0, endUs: 1_000_000, quality: null, origin: "import" },
          { label: "Hook", hand: "left", startUs: 2_000_000, endUs: 3_000_000 },
        ],
      },
      { name: "bell", segments: [{ label: "Unknown", hand: null, startUs: 4_000_000, endUs: 4_000_000 }] },
    ]);
  });

  test.each([
    ["no XML", "Jab,1,2", 1],
    ["another document", "<?xml version='1.0'?>\n<html/>", 2],
    ["one that is cut short", document("").slice(0, -5), 6],
    ["nothing", "", 1],
    [
      "entities that grow",
      `<!DOCTYPE x [\n<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n${document(`<TIER TIER_ID="x">${aligned("a1", "t0", "t1", "&b;")}</TIER>`).slice(22)}`,
      2,
    ],
    ["an entity", document(`<TIER TIER_ID="x">${aligned("a1", "t0", "t1", "&b;")}</TIER>`), 5],
    ["a file of the machine", `<!DOCTYPE x SYSTEM "file:///etc/passwd">\n${document("").slice(22)}`, 1],
    ["deep nesting", document("<p>".repeat(100_000)), 5],
    ["no times", document(`<TIER TIER_ID="x">${aligned("a1", "t0", "t9", "Jab")}</TIER>`), 5],
    ["a slot that is not there", document(`<TIER TIER_ID="x">${aligned("a1", "t0", "t8", "Jab")}</TIER>`), 5],
    ["an end before its start", document(`<TIER TIER_ID="x">${aligned("a1", "t2", "t1", "Jab")}</TIER>`), 5],
    ["frames in place of times", document("", '<HEADER TIME_UNITS="PAL-frames"/>'), 3],
    ["words as long as a speech", document(`<TIER TIER_ID="x">${aligned("a1", "t0", "t1", "x".repeat(65))}</TIER>`), 5],
    ["a tier without a name", document(`<TIER>${aligned("a1", "t0", "t1", "Jab")}</TIER>`), 5],
    ["an annotation of no tier", document(aligned("a1", "t0", "t1", "Jab")), 5],
  ])("are refused by the line where they are %s", (_, text, line) => {
    expect(() => elan.read(text, "Truth")).toThrow(`labels.badLine {"line":${line},`);
  });

  test("are read or refused as a problem, whatever a file holds", () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom("<TIER TIER_ID='x'>", "</TIER>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&x;", "<HEADER>"),
      fc.constant(aligned("a1", "t0", "t1", "Jab")),
    );
    const text = fc.array(piece).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((inner) => document(inner)),
        ),
        readOrRefused(elan),
      ),
    );
  });
});
