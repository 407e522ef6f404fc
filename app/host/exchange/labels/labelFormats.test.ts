import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Segment } from "#domain/labeling/segments.ts";
import { audacity } from "./audacity.ts";
import { csvLabels } from "./csvLabels.ts";
import { anyTracks, NOTHING_ELSE, readOrRefused } from "./testing/anyTracks.ts";

describe("labels as CSV", () => {
  test("come back bit for bit, whatever their names and fields", () => {
    fc.assert(
      fc.property(anyTracks, (tracks) => {
        expect(csvLabels.read(csvLabels.write(tracks, NOTHING_ELSE), "Truth")).toEqual(tracks);
      }),
    );
  });

  test("need a label, a start and an end, in any order, and nothing else", () => {
    const [track] = csvLabels.read("end_us,label,start_us\r\n2000,Jab,1000\r\n", "Mine");
    expect(track).toMatchObject({
      kind: "truth",
      name: "Mine",
      segments: [{ label: "Jab", startUs: 1000, endUs: 2000, hand: null, peakUs: null, origin: "import" }],
    });
    expect(() => csvLabels.read("label,start_us\nJab,1\n", "Mine")).toThrow('labels.noColumns {"missing":"end_us"}');
    expect(csvLabels.read("label,start_us,end_us\n", "Mine")).toEqual([]);
  });

  test.each([
    ["Jab,1,2,front", 'labels.badLine {"line":3'],
    ["Jab,one,2,left", 'labels.badLine {"line":3'],
    ["Jab,1.5,2,left", 'labels.badLine {"line":3'],
    ["Jab,3,2,left", 'labels.badLine {"line":3'],
    [",1,2,left", 'labels.badLine {"line":3'],
    ["Jab,1,2", 'labels.badLine {"line":3'],
    ['"Jab,1,2,left', 'labels.badLine {"line":3'],
  ])("name the line that cannot be a label: %s", (line, problem) => {
    expect(() => csvLabels.read(`label,start_us,end_us,hand\nJab,1,2,left\n${line}\n`, "Mine")).toThrow(problem);
  });

  test("are read or refused as a problem, whatever a file holds", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('"', ",", "\n", "label", "start_us", "end_us", "1", "-1", "1e9"),
    );
    const text = fc.array(cell).map((cells) => cells.join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          text.map((rest) => `label,start_us,end_us\n${rest}`),
        ),
        readOrRefused(csvLabels),
      ),
    );
  });
});

describe("labels as Audacity's text", () => {
  test("keep label and times to the microsecond; tabs and line ends in a name become spaces", () => {
    fc.assert(
      fc.property(anyTracks, (tracks) => {
        const [back] = audacity.read(audacity.write(tracks, NOTHING_ELSE), "Truth");
        const bare = ({ label, startUs, endUs }: Segment) =>
          `${startUs} ${endUs} ${label.replace(/[\t\r\n]/g, " ").trim()}`;
        const all = tracks.flatMap(({ segments }) => segments);
        expect(back!.segments.map(bare).sort()).toEqual(all.map(bare).sort());
      }),
    );
  });

  test("have point labels, frequencies that are left out, commas of another country, and labels without a name", () => {
    const text = "1.500000\t1.500000\tbell\r\n\\\t120.0\t300.0\r\n\r\n0,25\t2\tJab\n3\t4\t\n";
    const [track] = audacity.read(text, "Mine");
    expect(track!.segments.map(({ label, startUs, endUs }) => [label, startUs, endUs])).toEqual([
      ["Jab", 250_000, 2_000_000],
      ["bell", 1_500_000, 1_500_000],
      ["Unknown", 3_000_000, 4_000_000],
    ]);
  });

  test.each(["Jab", "1.0", "1.0\tx\tJab", "2.0\t1.0\tJab", "1\t2\t".padEnd(90, "x"), "1e3\t2\tJab", "\t\tJab"])(
    "name the line that cannot be a label: %s",
    (line) => {
      expect(() => audacity.read(`0\t1\tJab\n${line}\n`, "Mine")).toThrow('labels.badLine {"line":2');
    },
  );

  test("are read or refused as a problem, whatever a file holds", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom("\t", "\n", "1.5", "2", "\\"));
    fc.assert(
      fc.property(
        fc.array(cell).map((cells) => cells.join("")),
        readOrRefused(audacity),
      ),
    );
  });
});
