import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Pack, Proof } from "#domain/deploy/pack.ts";
import type { Model } from "#domain/learning/models.ts";
import { PRESETS } from "#domain/learning/presets.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { toolchains } from "#host/pack/testing/inFolder.ts";
import { CommandLine } from "./testing/commandLine.ts";

// The demo records eighteen minutes of boxing and trains ten networks; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

let line: CommandLine;

beforeAll(async () => {
  line = await CommandLine.open();
});
afterAll(() => line.close());

interface Demo {
  readonly simulated: boolean;
  readonly people: string[];
  readonly captures: number;
  readonly segmented: { readonly proposals: number };
  readonly scores: { readonly protocol: string; readonly float: { f1: number }; readonly int8: { f1: number } };
  readonly model: Model;
  readonly pack: Pack;
  readonly proof: Proof | null;
  readonly hashes: Record<"data" | "labels" | "engine", string> & { readonly parts: string[] };
}

describe.skipIf(!engineHere)("models on the command line", () => {
  test("the demo does the whole job and says what came of it: simulated, by people never seen, int8 beside float", async () => {
    const demo = await line.json<Demo>("demo", "--project", "Gym");
    expect(demo).toMatchObject({ simulated: true, captures: 18, model: { simulated: true, origin: "trained" } });
    expect(demo.people).toHaveLength(9);
    expect(demo.segmented.proposals).toBeGreaterThan(400);
    const { float, int8, protocol } = demo.scores;
    expect(demo.model.made!.int8.folds.map(({ group }) => group)).toEqual(demo.people.toSorted());
    expect(Object.keys(demo.model.made!.int8.perClass)).toEqual(["Cross", "Hook", "Jab", "Overhand", "Uppercut"]);
    expect(int8.f1).toBeGreaterThan(0.6);
    expect(float.f1 - int8.f1).toBeLessThanOrEqual(0.01);
    expect(protocol).toContain("leave one person out");
    expect(demo.pack).toMatchObject({ modelId: demo.model.id, simulated: true });
    const ran = demo.proof?.runs.filter((run) => "differing" in run) ?? [];
    expect(ran).toHaveLength(toolchains.length);
    for (const run of ran) expect(run).toMatchObject({ captures: 9, differing: 0 });
    for (const hash of [...demo.hashes.parts, demo.hashes.data, demo.hashes.labels, demo.hashes.engine])
      expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("models are listed, say what changed since, are renamed and removed, and come back by undo", async () => {
    const [model] = await line.json<(Model & { stale: string[] })[]>("models", "--project", "Gym");
    expect(model).toMatchObject({ name: "reference", stale: [] });
    expect((await line.json<Model>("models", "rename", "reference", "Gym model", "--project", "Gym")).name).toBe(
      "Gym model",
    );
    expect(await line.json("models", "remove", model!.id.slice(0, 8), "--project", "Gym")).toEqual({
      removed: model!.id,
    });
    expect(await line.json("models", "--project", "Gym")).toEqual([]);
    await line.json("undo", "--project", "Gym");
    expect((await line.json<Model>("models", "show", "Gym model", "--project", "Gym")).id).toBe(model!.id);
  });

  test("a plan from a file is trained; one that is none, and people that are not there, are said in words", async () => {
    const plan = {
      ...PRESETS.forest,
      input: { kind: "features", set: "basic", selection: "anova", count: 8 },
      classifier: { kind: "forest", trees: 5, depth: 4 },
    };
    const file = join(line.folder, "small.json");
    await writeFile(file, JSON.stringify(plan));
    const made = await line.json<Model>("train", "--plan", file, "--folds", "3", "--project", "Gym");
    expect(made).toMatchObject({ name: "small", plan, parts: [{ hand: "left" }, { hand: "right" }] });
    expect(made.made!.int8).toEqual(made.made!.float);
    await writeFile(file, JSON.stringify({ ...plan, classes: [] }));
    expect(await line.run("train", "--plan", file, "--project", "Gym", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "input.refused" });
    expect(await line.run("train", "--plan", "nothing", "--project", "Gym")).toBe(1);
    expect(line.err.join("\n")).toContain("reference, conv, forest");
    expect(await line.run("train", "--by", "gym", "--project", "Gym", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "learn.noTruth" });
  });

  test("Ctrl+C ends training with nothing kept", async () => {
    const before = await line.json<Model[]>("models", "--project", "Gym");
    line.interrupt.abort();
    expect(await line.run("train", "--project", "Gym", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "job.cancelled" });
    line.interrupt = new AbortController();
    expect(await line.json<Model[]>("models", "--project", "Gym")).toHaveLength(before.length);
  });
});
