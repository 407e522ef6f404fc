import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SEGMENTERS } from "#domain/segmenters.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { openProjectStore } from "#host/store/open.ts";
import type { CaptureJson } from "./captureReport.ts";
import { CommandLine } from "./testing/commandLine.ts";

// Each command opens the studio anew, and the longest story has fifteen; a busy machine takes its time.
vi.setConfig({ testTimeout: 180_000 });

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open();
});

afterEach(() => line.close());

function recordShort(...more: string[]): Promise<CaptureJson> {
  return line.json("record", "--source", "simulated", "--project", "Gym", "--seconds", "0.5", ...more);
}

/** Opens the demo project. Its captures that hold labels; one waits for a newcomer without any. */
async function labelledDemo(): Promise<CaptureJson[]> {
  await line.json("demo", "--open");
  return (await line.json<CaptureJson[]>("captures")).filter(({ review }) => review !== "unlabeled");
}

describe("recording", () => {
  test("both simulated gloves, with label and fields, at the asked rate", async () => {
    const capture = await recordShort(
      "--label",
      "Jab",
      "--meta",
      "person=Ann",
      "--meta",
      "surface=bag",
      "--rate",
      "200",
    );
    expect(capture).toMatchObject({
      state: "finished",
      simulated: true,
      label: "Jab",
      metadata: { person: "Ann", surface: "bag" },
      lost: 0,
      corrupt: 0,
      project: { name: "Gym", folder: join(line.folder, "projects", "Gym.ringside") },
    });
    expect(capture.streams.map(({ hand, nominalRateHz }) => [hand, nominalRateHz])).toEqual([
      ["left", 200],
      ["right", 200],
    ]);
    expect(capture.samples).toBe(capture.streams.reduce((sum, { samples }) => sum + samples, 0));
    expect(capture.samples).toBeGreaterThan(100);
  });

  test("leaves the studio's own plan and simulated gloves as they were", async () => {
    await recordShort("--hand", "left", "--rate", "200", "--label", "Hook");
    const second = await recordShort();
    expect(second.label).toBeNull();
    expect(second.streams.map(({ nominalRateHz }) => nominalRateHz)).toEqual([119, 119]);
  });

  test("Ctrl+C stops it early and keeps what there is", async () => {
    line.onProgress = (told) => {
      if (/[1-9]\d* samples/.test(told ?? "")) line.interrupt.abort();
    };
    const capture = await line.json<CaptureJson>("record", "--source", "simulated", "--project", "Gym");
    expect(capture.state).toBe("finished");
    expect(capture.durationS).toBeLessThan(5);
    expect(capture.samples).toBeGreaterThan(0);
  });

  test("loss on demand is lost, counted, and not invented", async () => {
    const capture = await recordShort("--loss", "0.3", "--seed", "7", "--seconds", "1.5");
    expect(capture.lost).toBeGreaterThan(0);
  });

  test.each([
    [["--source", "carrier-pigeon"], "cli.badSource"],
    [["--source", "simulated", "--person", "Nobody"], "cli.noSuchPerson"],
    [["--source", "simulated", "--label", "x".repeat(65)], "input.refused"],
  ])("%j says what is wrong as a value", async (args, problem) => {
    expect(await line.run("record", "--project", "Gym", "--seconds", "1", "--json", ...args)).toBe(1);
    const told = JSON.parse(line.out.join("\n"));
    expect(told).toMatchObject({ problem });
    expect(told.message).not.toContain("problem.");
    expect(told.next).not.toBe("");
  });
});

describe("captures", () => {
  test("are listed, shown, renamed, labelled, described, deleted, restored; and undone", async () => {
    const { id, name } = await recordShort("--name", "First");
    expect((await line.json<CaptureJson[]>("captures")).map((each) => each.id)).toEqual([id]);
    expect(await line.json("show", name)).toMatchObject({ id, name: "First", gaps: {}, truth: expect.any(Array) });

    expect(await line.json("rename", id, "Second")).toMatchObject([{ id, name: "Second" }]);
    expect(await line.json("label", "Second", "--as", "Cross")).toMatchObject([{ label: "Cross" }]);
    expect(await line.json("meta", id.slice(0, 8), "--set", "gym=West")).toMatchObject([{ metadata: { gym: "West" } }]);
    expect(await line.json("undo")).toMatchObject({ edit: expect.stringMatching(/\w/) });
    expect(await line.json("show", id)).toMatchObject({ metadata: {}, label: "Cross" });
    expect(await line.json("redo")).toMatchObject({ edit: expect.stringMatching(/\w/) });

    expect(await line.json("delete", id)).toMatchObject([{ id, deletedAt: expect.any(String) }]);
    expect(await line.json("captures")).toEqual([]);
    expect(await line.json("captures", "--deleted")).toMatchObject([{ id }]);
    expect(await line.json("restore", id)).toMatchObject([{ id, deletedAt: null }]);
    expect(await line.json("label", id, "--none")).toMatchObject([{ label: null }]);
    expect(await line.json("recover")).toEqual([]);
  });

  test("are written as CSV, one file a stream", async () => {
    await recordShort("--name", "Round one");
    const { files } = await line.json<{ files: string[] }>("export", "Round one", "--to", join(line.folder, "csv"));
    expect(files).toHaveLength(2);
    for (const file of files) {
      const [heading, ...rows] = (await readFile(file, "utf8")).trimEnd().split("\n");
      expect(heading).toContain("AccelerometerX");
      expect(rows.length).toBeGreaterThan(30);
    }
  });

  test("are told to people in lines that name the same things", async () => {
    const { id } = await recordShort("--name", "Warm up", "--label", "Jab");
    expect(await line.run("captures")).toBe(0);
    expect(line.out).toHaveLength(2);
    expect(line.out[1]).toMatch(new RegExp(`^${id.slice(0, 8)}  Warm up  Unlabeled +Jab`));
    expect(await line.run("show", id)).toBe(0);
    expect(line.out.join("\n")).toContain("Simulated left glove");
    expect(line.out.join("\n")).not.toMatch(/cli\.\w/);
  });

  test("one that is not there, or is meant twice, is a problem", async () => {
    await recordShort("--name", "A");
    expect(await line.run("show", "B", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "cli.noSuchCapture" });
    expect(await line.run("show", "B")).toBe(1);
    expect(line.err.join("\n")).toContain("B");
    expect(line.out).toEqual([]);
  });
});

interface Segmented {
  written: boolean;
  settings: object;
  engineHash: string;
  proposals: { hand: string; startUs: number; peakUs: number; endUs: number }[];
}

describe.skipIf(!engineHere)("segmenting", () => {
  test("finds the punches of a simulated session, and stores them when told to", async () => {
    const capture = (await labelledDemo())[0];
    const { truth } = await line.json<{ truth: { hand: string; label: string; peakUs: number }[] }>(
      "show",
      capture!.id,
    );
    const found = await line.json<Segmented>("segment", capture!.id, "--segmenter", "punch");
    expect(found).toMatchObject({
      written: false,
      settings: { rest: 200 },
      engineHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const punches = truth.filter(({ label }) => label !== "Unknown");
    const missed = punches.filter(
      ({ hand, peakUs }) =>
        !found.proposals.some((each) => each.hand === hand && Math.abs(each.peakUs - peakUs) < 250_000),
    );
    expect(punches.length).toBeGreaterThan(5);
    expect(missed.length).toBeLessThanOrEqual(punches.length * 0.1);
    const stored = await line.json<Segmented>("segment", capture!.id, "--write");
    expect(stored).toEqual({ ...found, written: true });
    const { folder: project } = await line.json<{ folder: string }>("demo", "--open");
    const store = await openProjectStore(project, { readOnly: true });
    const track = (await store.tracks(capture!.id)).find(({ kind }) => kind === "proposal")!.segments;
    await store.close();
    const times = (list: readonly { startUs: number; endUs: number }[]) =>
      list.map(({ startUs, endUs }) => [startUs, endUs]);
    expect(times(track)).toEqual(times(found.proposals));
  });

  test("takes settings by name, and says which ones there are", async () => {
    await line.json("demo", "--open");
    const [capture] = await line.json<CaptureJson[]>("captures");
    const windows = ["segment", capture!.id, "--segmenter", "windowing", "--set", "window=500", "--set", "step=500"];
    const { proposals } = await line.json<Segmented>(...windows);
    expect(proposals.every(({ startUs, endUs }) => Math.abs(endUs - startUs - 500_000) < 10_000)).toBe(true);
    expect(await line.run("segment", capture!.id, "--set", "speed=3", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "segmenter.noSetting" });
    expect(await line.run("segment", capture!.id, "--segmenter", "magic")).toBe(2);
    expect(await line.run("segment", capture!.id)).toBe(0);
    expect(line.out.join("\n")).toMatch(/Start s +End s[\s\S]*Add --write/);
  });
});

describe.skipIf(!engineHere)("segmenting many captures", () => {
  test("keeps what is found in each, learns settings from labels, and suggests labels for what was kept", async () => {
    const ids = (await labelledDemo()).map(({ id }) => id);
    expect(await line.run("suggest", ids[0]!, "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "cli.noProposals" });

    type Many = { written: boolean; captures: { capture: string; proposals: number }[]; failed: unknown[] };
    const looked = await line.json<Many>("segment", ids[0]!, ids[1]!);
    expect(looked).toMatchObject({ written: false, failed: [] });
    expect(await line.json<Many>("segment", ids[0]!, ids[1]!, "--write")).toEqual({ ...looked, written: true });

    const suggested = await line.json<{ suggestions: { label: string; confidence: number }[] }[]>("suggest", ids[0]!);
    expect(suggested).toHaveLength(looked.captures[0]!.proposals);
    for (const { suggestions } of suggested) expect(suggestions.length).toBeGreaterThan(0);

    const learned = await line.json<{ best: { segmenter: string; score: { f1: number } }; others: unknown[] }>(
      ...["segment", "learn", ...ids.slice(0, 3), "--segmenter", "punch"],
    );
    expect(learned).toMatchObject({ best: { segmenter: "punch", score: { folds: 3 } }, others: [] });
    expect(await line.run("segment", "learn", ids[0]!, "--segmenter", "windowing")).toBe(0);
    expect(line.out.join("\n")).toMatch(/windowing[\s\S]*--segmenter windowing --set window=/);
  });
});

describe("the rest", () => {
  test("the segmenters tell their settings, what they mean and what they take", async () => {
    expect(await line.json("segmenters")).toEqual(SEGMENTERS);
    expect(await line.run("segmenters")).toBe(0);
    expect(line.out.join("\n")).toMatch(/weakestHit +Weakest hit +3 +0 – 16 g/);
    expect(line.out.join("\n")).not.toContain("segmenter.");
  });

  test("a project that is not there is a problem, and one can be made", async () => {
    expect(await line.run("captures", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "cli.noProject" });
    expect(await line.run("captures", "--project", "Nowhere", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "project.notFound" });
    expect(await line.json("create", "Tuesday")).toMatchObject({ name: "Tuesday" });
    expect(await line.json("projects")).toMatchObject([{ name: "Tuesday", trouble: null }]);
  });

  test("devices name the simulated gloves as simulated", async () => {
    const devices = await line.json<{ id: string; simulated: boolean }[]>("devices", "--kind", "simulated");
    expect(devices.map(({ id, simulated }) => [id, simulated])).toEqual([
      ["simulated:left", true],
      ["simulated:right", true],
    ]);
  });

  test("a glove that nobody remembers has no hand to set and cannot be forgotten", async () => {
    for (const args of [
      ["forget", "serial:none"],
      ["hand", "serial:none", "left"],
    ]) {
      expect(await line.run(...args, "--json")).toBe(1);
      expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "cli.noSuchDevice" });
    }
    expect(await line.run("hand", "serial:none", "third", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "cli.noSuchHand" });
  });

  test("the demo project is made on demand", async () => {
    expect(await line.json("demo", "--open")).toMatchObject({ name: "Ringside demo" });
    expect((await line.json<CaptureJson[]>("captures")).length).toBeGreaterThan(0);
  });

  test("doctor has a verdict for each thing", async () => {
    const findings = await line.json<{ id: string }[]>("doctor");
    expect(await line.run("doctor")).toBe(0);
    expect(line.out.filter((line) => /^(has|lacks|LACKS|broken|BROKEN)/.test(line))).toHaveLength(findings.length);
  });

  test.each([
    [[]],
    [["fly"]],
    [["record"]],
    [["record", "--source", "simulated", "--project", "X", "--seconds", "-1"]],
    [["record", "--source", "simulated", "--project", "X", "--hand", "third"]],
    [["record", "--source", "simulated", "--project", "X", "--meta", "nothing"]],
    [["label", "x"]],
    [["export", "x", "--format", "xml"]],
  ])("%j is a usage error", async (args) => {
    expect(await line.run(...args)).toBe(2);
    expect(line.err.join("\n")).not.toBe("");
    expect(await line.run(...args, "--json")).toBe(2);
    if (args.length > 0) expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "usage" });
  });

  test("help is no error", async () => {
    expect(await line.run("--help")).toBe(0);
    expect(line.out.join("\n")).toMatch(/^Gloves:\n {2}devices [\s\S]*^Onto the glove:\n {2}pack /m);
  });

  test("no command line crashes it: it is understood, a problem or a usage error", async () => {
    const word = fc.constantFrom(
      "show",
      "captures",
      "rename",
      "--json",
      "--project",
      "X",
      "--as",
      "=",
      "meta",
      "--set",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(word, fc.string()), { maxLength: 5 }), async (args) => {
        expect([0, 1, 2]).toContain(await line.run(...args.map((arg) => arg.replaceAll("\0", "")), "--kindless"));
      }),
      { numRuns: 25 },
    );
  });
});

test("every command of the README is there", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
  const commands = [...readme.matchAll(/^\| `ringside (\w+)/gm)].map(([, command]) => command!);
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    await line.run(command, "--help");
    expect(line.out.join("\n"), command).toContain(`ringside ${command}`);
  }
});
