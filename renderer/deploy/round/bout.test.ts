import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Bout,
  type BoutRules,
  beginBout,
  type Cue,
  countHit,
  endBout,
  goOn,
  isOn,
  leftMs,
  passTime,
  pause,
} from "./bout.ts";
import { boutCsv, boutJson, boutTable } from "./boutFiles.ts";
import { labelsOf, leader, tallyOf } from "./tally.ts";

const RULES: BoutRules = { rounds: 2, roundS: 30, restS: 10, target: null };
const ONE = [{ name: "Anna", deviceIds: ["left", "right"] }];
const TWO = [
  { name: "Anna", deviceIds: ["left"] },
  { name: "Ben", deviceIds: ["right"] },
];

/** Lets time pass in small steps, as the clock does, and gathers what was heard with its second. */
function run(bout: Bout, fromS: number, toS: number) {
  const heard: [number, Cue][] = [];
  let now = bout;
  for (let ms = fromS * 1000; ms < toS * 1000; ms += 100) {
    const passed = passTime(now, ms, ms + 100);
    now = passed.bout;
    heard.push(...passed.cues.map((cue): [number, Cue] => [(ms + 100) / 1000, cue]));
  }
  return { bout: now, heard };
}

const jab = (deviceId: string, label = "Jab") => ({ deviceId, label, confidence: 0.9 });

describe("a bout", () => {
  it("has ticks before the first bell, a clap ten seconds before the end, a rest, and an end", () => {
    const { bout, heard } = run(beginBout(RULES, ONE, 0), 0, 80);
    expect(heard).toEqual([
      [2, "tick"],
      [3, "tick"],
      [4, "tick"],
      [5, "bell"],
      [25, "warning"],
      [35, "end"],
      [45, "bell"],
      [65, "warning"],
      [75, "end"],
    ]);
    expect(bout).toMatchObject({ phase: "over", round: 2, winner: null });
  });

  it("goes from bell to bell where there is no rest", () => {
    const { bout, heard } = run(beginBout({ ...RULES, restS: 0 }, ONE, 0), 0, 36);
    expect(bout).toMatchObject({ phase: "work", round: 2 });
    expect(heard.at(-1)).toEqual([35, "bell"]);
  });

  it("stands still in a pause, and has as much left after it", () => {
    const { bout } = run(beginBout(RULES, ONE, 0), 0, 15);
    const paused = pause(bout, 15_000);
    expect(leftMs(paused, 99_000)).toBe(20_000);
    expect(passTime(paused, 15_000, 99_000)).toEqual({ bout: paused, cues: [] });
    expect(leftMs(goOn(paused, 99_000), 99_000)).toBe(20_000);
  });

  it("counts punches of its gloves, and only between the bells", () => {
    const ready = beginBout(RULES, ONE, 0);
    expect(countHit(ready, jab("left"), 1000).hits).toEqual([]);
    const { bout: work } = run(ready, 0, 6);
    const hit = countHit(work, jab("right"), 8000);
    expect(hit.hits).toEqual([{ corner: 0, round: 1, atMs: 3000, label: "Jab", confidence: 0.9 }]);
    expect(countHit(work, jab("another"), 8000)).toBe(work);
    expect(countHit(pause(work, 7000), jab("left"), 8000).hits).toEqual([]);
  });

  it("is over at once when somebody reaches the target", () => {
    let { bout } = run(beginBout({ ...RULES, target: 2 }, TWO, 0), 0, 6);
    for (const [deviceId, ms] of [
      ["right", 7000],
      ["left", 8000],
      ["right", 9000],
      ["left", 9500],
    ] as const)
      bout = countHit(bout, jab(deviceId), ms);
    expect(bout).toMatchObject({ phase: "over", winner: 1 });
    expect(bout.hits).toHaveLength(3);
    expect(leader(bout)).toBe(1);
  });

  it("that is stopped keeps what was counted", () => {
    const { bout } = run(beginBout(RULES, ONE, 0), 0, 6);
    const over = endBout(countHit(bout, jab("left"), 7000), 8000);
    expect(isOn(over)).toBe(false);
    expect(over.hits).toHaveLength(1);
  });

  it("ends with the same bells however seldom the clock is looked at", () => {
    const rules = fc.record({
      rounds: fc.integer({ min: 1, max: 4 }),
      roundS: fc.integer({ min: 5, max: 60 }),
      restS: fc.integer({ min: 0, max: 30 }),
      target: fc.constant(null),
    });
    fc.assert(
      fc.property(
        rules,
        fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 30 }),
        (each, steps) => {
          let bout = beginBout(each, ONE, 0);
          let now = 0;
          const heard: Cue[] = [];
          for (const step of [...steps, 1_000_000]) {
            const passed = passTime(bout, now, now + step);
            now += step;
            bout = passed.bout;
            heard.push(...passed.cues);
          }
          const whole = passTime(beginBout(each, ONE, 0), 0, now);
          expect(bout).toEqual(whole.bout);
          expect(heard).toEqual(whole.cues);
          expect(heard.filter((cue) => cue === "bell")).toHaveLength(each.rounds);
        },
      ),
    );
  });
});

describe("what was thrown", () => {
  const bout: Bout = {
    ...beginBout(RULES, TWO, 0),
    phase: "over",
    round: 2,
    hits: [
      { corner: 0, round: 1, atMs: 1234.5, label: "Jab", confidence: 0.91 },
      { corner: 1, round: 1, atMs: 2000, label: "Hook", confidence: null },
      { corner: 0, round: 2, atMs: 500, label: "Jab", confidence: 0.8 },
    ],
  };

  it("is counted by punch, in the usual order, with those of one's own after them", () => {
    const hits = [...bout.hits, { ...bout.hits[0]!, label: "Elbow" }];
    expect(labelsOf({ hits })).toEqual(["Jab", "Hook", "Elbow"]);
    expect(tallyOf(hits, ["Jab", "Cross"])).toEqual([
      { label: "Jab", count: 2 },
      { label: "Cross", count: 0 },
    ]);
  });

  it("says who threw most, and nobody at a draw", () => {
    expect(leader(bout)).toBe(0);
    expect(leader({ ...bout, hits: bout.hits.slice(0, 2) })).toBeNull();
    expect(leader({ ...bout, corners: ONE })).toBeNull();
  });

  it("goes out as a table for a spreadsheet, a line a punch, or all of it", () => {
    expect(boutTable(bout, { round: "Round", all: "All" })).toBe(
      "\tRound\tJab\tHook\tAll\nAnna\t1\t1\t0\t1\nAnna\t2\t1\t0\t1\nAnna\tAll\t2\t0\t2\nBen\t1\t0\t1\t1\nBen\t2\t0\t0\t0\nBen\tAll\t0\t1\t1\n",
    );
    expect(boutCsv(bout).split("\n").slice(0, 3)).toEqual([
      "corner,round,at_s,punch,confidence",
      "Anna,1,1.234,Jab,0.910",
      "Ben,1,2.000,Hook,",
    ]);
    expect(JSON.parse(boutJson(bout, 0))).toMatchObject({
      startedAt: "1970-01-01T00:00:00.000Z",
      winner: "Anna",
      corners: [{ name: "Anna", total: 2, rounds: [{ round: 1, punches: { Jab: 1, Hook: 0 } }, { round: 2 }] }, {}],
    });
  });

  it("survives any name as CSV", () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (name, label) => {
        const corners = [{ name, deviceIds: [] }];
        const hits = [{ corner: 0, round: 1, atMs: 0, label, confidence: null }];
        const [row] = parse(boutCsv({ corners, hits }), { from_line: 2, relax_column_count: false }) as string[][];
        expect([row![0], row![3]]).toEqual([name, label]);
      }),
    );
  });
});
