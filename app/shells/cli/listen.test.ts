import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { openProjectStore } from "#host/store/open.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const needs = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 };
const AXES = axisModel({ name: "Axes", needs });
const OTHER = axisModel({ name: "Other", classNames: ["One", "Two"], needs });
let line: CommandLine;
let project: string;

beforeAll(async () => {
  line = await CommandLine.open();
  project = join(line.folder, "Gym.ringside");
  const store = await openProjectStore(project, { create: true });
  await store.addModel(AXES);
  await store.addModel(OTHER);
  await store.close();
});
afterAll(() => line.close());

const GLOVE = ["--hand", "left", "--seed", "1", "--rate", "119"];

describe.skipIf(!engineHere)("listening on the command line", () => {
  test("every finding of two models is a line of JSON, and nothing else is said", async () => {
    const words = ["--device", "simulated", ...GLOVE, "--model", "Axes", "--model", "Other", "--seconds", "8"];
    expect(await line.run("listen", "--project", project, ...words, "--json")).toBe(0);
    const findings = line.out.map((each) => JSON.parse(each) as LiveFinding & { model: string });
    expect(findings.length).toBeGreaterThan(2);
    expect(new Set(findings.map(({ model }) => model))).toEqual(new Set(["Axes", "Other"]));
    for (const { deviceId, endIndex, beginIndex, latencyMs } of findings) {
      expect(deviceId).toBe("simulated:left");
      expect(endIndex!).toBeGreaterThan(beginIndex!);
      expect(latencyMs!).toBeGreaterThanOrEqual(0);
    }
  });

  test("a recording keeps what a model found meanwhile, as proposals where that is wished", async () => {
    const words = ["--source", "simulated", ...GLOVE, "--seconds", "8", "--listen", "Axes"];
    const capture = await line.json<{ id: string }>("record", "--project", project, ...words, "--keep", "proposals");
    const tracks = await line.json<{ kind: string; name: string; segments: unknown[] }[]>(
      "labels",
      "list",
      capture.id,
      "--project",
      project,
    );
    const live = tracks.find(({ name }) => name === "Live: Axes");
    expect(live).toMatchObject({ kind: "proposal" });
    expect(live!.segments.length).toBeGreaterThan(0);
  });

  test("a file that names no classes, and a model that is not there, are said before anybody is connected", async () => {
    const file = join(line.folder, "names.json");
    await writeFile(file, '{"temperature":21}');
    expect(await line.problem("listen", "--device", "simulated", "--model-json", file)).toMatchObject({
      problem: "modelJson.unreadable",
    });
    expect(
      await line.problem("listen", "--device", "simulated", "--model", "Nobody", "--project", project),
    ).toMatchObject({ problem: "cli.noSuchModel" });
  });
});
