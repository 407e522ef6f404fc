import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Model } from "#domain/learning/models.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { INT8_PLAN, int8File } from "#host/learn/testing/networkFiles.ts";
import { openProjectStore } from "#host/store/open.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { CommandLine } from "./testing/commandLine.ts";

// Each command opens the studio anew; a busy machine takes its time.
vi.setConfig({ testTimeout: 120_000 });

let line: CommandLine;
let file: string;
let planFile: string;
beforeEach(async () => {
  line = await CommandLine.open((folder) => ["--project", join(folder, "Gym.ringside")]);
  const store = await openProjectStore(join(line.folder, "Gym.ringside"), { create: true });
  await store.addModel(axisModel());
  await store.close();
  file = join(line.folder, "punches.tflite");
  planFile = join(line.folder, "plan.json");
});
afterEach(() => line.close());

interface Brought {
  readonly model: Model;
  readonly notes: { readonly code: string }[];
}

describe.skipIf(!engineHere)("ringside models import and export", () => {
  test("make a model of a file and a plan, a file of a model, and a model of that file again, the same to the byte", async () => {
    await writeFile(file, int8File());
    await writeFile(planFile, JSON.stringify(INT8_PLAN));
    const { model } = await line.json<Brought>("models", "import", file, "--plan", planFile);
    expect(model).toMatchObject({ name: "punches", origin: "imported", classNames: ["Unknown", "Jab", "Hook"] });

    const out = join(line.folder, "out", "again.tflite");
    const [written] = await line.json<{ file: string; planFile: string }[]>(
      "models",
      "export",
      "punches",
      "--out",
      out,
    );
    expect(written).toMatchObject({ file: out, planFile: join(line.folder, "out", "again.plan.json"), hands: [null] });
    const again = await line.json<Brought>("models", "import", out, "--plan", written!.planFile);
    expect(again.model.parts).toEqual(model.parts);

    const classes = ["--classes", "Jab, Straight,Unknown", "--name", "Renamed"];
    const like = await line.json<Brought>("models", "import", out, "--like", "punches", ...classes);
    expect(like.model).toMatchObject({ name: "Renamed", classNames: ["Unknown", "Jab", "Straight"] });
    expect(like.notes).toMatchObject([{ code: "import.newLabels" }]);
    expect(await line.run("models", "import", out, "--like", "punches", ...classes)).toBe(0);
    expect(line.out.join("\n")).toContain("This project has no label Straight.");
  });

  test("take a plan that says only what it must", async () => {
    await writeFile(file, int8File());
    const { classes, segmenter, needs, input } = INT8_PLAN;
    const features = input.kind === "features" ? input.features.map(({ parameters: _, ...one }) => one) : [];
    const short = { classes, segmenter: { name: segmenter.name }, needs, input: { kind: "features", features } };
    await writeFile(planFile, JSON.stringify(short));
    const { model } = await line.json<Brought>("models", "import", file, "--plan", planFile);
    await writeFile(planFile, JSON.stringify(INT8_PLAN));
    expect((await line.json<Brought>("models", "import", file, "--plan", planFile)).model.parts).toEqual(model.parts);
  });

  test("say in words what a plan or a model lacks, and keep nothing", async () => {
    await writeFile(file, int8File());
    expect(await line.problem("models", "import", file)).toMatchObject({ problem: "cli.noImportPlan" });
    const missing = join(line.folder, "nothing.json");
    expect(await line.problem("models", "import", file, "--plan", missing)).toMatchObject({
      problem: "cli.unreadableImportPlan",
    });
    for (const plan of ["no JSON", "{}", JSON.stringify({ ...INT8_PLAN, rejectBelow: 7 })]) {
      await writeFile(planFile, plan);
      expect(await line.problem("models", "import", file, "--plan", planFile)).toMatchObject({
        problem: "input.refused",
      });
    }
    await writeFile(planFile, JSON.stringify(INT8_PLAN));
    const two = await line.problem("models", "import", file, "--plan", planFile, "--classes", "Jab,Hook");
    expect(two.message).toBe("The network has 3 outputs, and 2 classes are named.");
    expect(await line.problem("models", "export", "Axes", "--out", file)).toMatchObject({
      problem: "export.noNetwork",
    });
    expect(new Uint8Array(await readFile(file))).toEqual(int8File());
    expect(await line.json("models")).toMatchObject([{ name: "Axes" }]);
  });
});
