import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

let line: CommandLine;

/** The demo project: six simulated people, five drills and one free session. */
beforeAll(async () => {
  line = await CommandLine.open();
  await line.run("demo", "--open");
});
afterAll(() => line.close());

interface Preview {
  captures: { name: string; group: string; labels: Record<string, number> }[];
  excluded: { name: string; reason: string }[];
  folds: { group: string; captures: number; segments: number }[];
  dataHash: string;
}

describe("ringside dataset", () => {
  test("says who is held out, what each capture holds, and what does not fit", async () => {
    const { captures, folds } = await line.json<Preview>("dataset");
    expect(folds.map(({ group }) => group)).toEqual(["Anna", "Ben", "Carla", "Dmitri", "Goran", "Ivo"]);
    expect(captures.find(({ group }) => group === "Anna")!.labels.Jab).toBeGreaterThan(5);
    const some = await line.json<Preview>("dataset", "--meta", "person=Anna|Ben", "--by", "capture", "--folds", "2");
    expect(some.captures).toHaveLength(2);
    expect(some.folds.map(({ group, captures: held }) => [group, held])).toEqual([
      ["1", 1],
      ["2", 1],
    ]);
    const jabs = await line.json<Preview>("dataset", "--label", "Uppercut", "--by", "capture");
    expect(jabs.captures.every(({ labels }) => "Uppercut" in labels)).toBe(true);
  });

  test("tells a person the same, and who has no group", async () => {
    expect(await line.run("dataset", "--by", "coach")).toBe(0);
    expect(line.out.join("\n")).toContain("has no value of the field that the split goes by");
    expect(await line.run("dataset")).toBe(0);
    expect(line.out.find((line) => line.startsWith("Jab_Anna_01"))).toMatch(/Anna\s+.*Jab \d+/);
  });
});

describe.skipIf(!engineHere)("ringside dataset --examples", () => {
  interface Examples {
    examples: { labels: Record<string, number>; excluded: { reason: string; labels: Record<string, number> }[] };
  }

  test("says what is left of each label once segments are cut, and where the rest went", async () => {
    const { examples, captures } = await line.json<Examples & Preview>("dataset", "--examples", "segmenter");
    const labelled = captures.reduce((sum, { labels }) => sum + (labels.Jab ?? 0), 0);
    const lostOf = ({ excluded }: Examples["examples"]) =>
      excluded.reduce((sum, { labels }) => sum + (labels.Jab ?? 0), 0);
    expect(examples.labels.Jab! + lostOf(examples)).toBe(labelled);
    // Hardly a simulated person shakes a fist so hard: the rest is left, and said so.
    const deaf = ["--set", "slowestTurn=2000", "--set", "weakestHit=16"];
    const { examples: few } = await line.json<Examples>("dataset", "--examples", "segmenter", ...deaf);
    expect(lostOf(few)).toBeGreaterThan(lostOf(examples));
    expect((few.labels.Jab ?? 0) + lostOf(few)).toBe(labelled);
    expect(few.excluded.map(({ reason }) => reason)).toContain("notFound");
    expect(await line.run("dataset", "--examples", "truth")).toBe(0);
    expect(line.out.find((row) => row.startsWith("Examples"))).toMatch(/Jab \d+/);
  });
});

describe.skipIf(!engineHere)("ringside features", () => {
  test("shows what tells the labels apart", async () => {
    const { features, segments } = await line.json<{
      features: { id: string; f: number; classes: { label: string; segments: number }[] }[];
      segments: number;
    }>("features", "--features", "basic");
    expect(features).toHaveLength(50);
    expect(features[0]!.f).toBeGreaterThan(features.at(-1)!.f);
    expect(features[0]!.classes.reduce((sum, each) => sum + each.segments, 0)).toBe(segments);
    expect(await line.run("features", "--features", "basic", "--examples", "truth")).toBe(0);
    expect(line.out.at(-1)).toMatch(/^\d+ segments, 50 features\./);
  });

  test("lays all segments on a map, the same for the same seed", async () => {
    type Map = { points: { x: number; odd: number; captureId: string }[] };
    const [one, other] = [
      await line.json<Map>("features", "--map", "umap"),
      await line.json<Map>("features", "--map", "umap"),
    ];
    expect(one.points.length).toBeGreaterThan(60);
    expect(one).toEqual(other);
    expect(await line.run("features", "--map", "pca")).toBe(0);
    expect(line.out.at(-1)).toContain(`of ${one.points.length} segments`);
  });

  test("writes a row for each segment, and says what it cannot", async () => {
    const file = join(line.folder, "features.csv");
    const { segments, features } = await line.json<{ segments: number; features: number }>("features", "--to", file);
    const rows: Record<string, string>[] = parse(await readFile(file, "utf8"), { columns: true });
    expect(rows).toHaveLength(segments);
    expect(Object.keys(rows[0]!)).toHaveLength(features + 7);
    expect(new Set(rows.map(({ label }) => label))).toContain("Jab");
    expect(await line.run("features", "--to", join(line.folder, "features.doc"), "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "export.unknownTable" });
    expect(await line.run("features", "--label", "Nothing", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "learn.tooFew" });
  });
});
