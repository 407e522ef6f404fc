import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { FlashRecord, Image } from "#domain/deploy/flash.ts";
import { madeImage } from "#host/device/simulated/madeImage.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { openProjectStore } from "#host/store/open.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 120_000 });

let line: CommandLine;

beforeEach(async () => {
  line = await CommandLine.open();
});
afterEach(() => line.close());

test("images are kept, listed and removed; what is none is refused in words", async () => {
  const file = join(line.folder, "capture.bin");
  await writeFile(file, madeImage({ firmware: "ringside-data-capture 1.0.0" }));
  const image = await line.json<Image>("images", "add", file);
  expect(image).toMatchObject({ name: "capture.bin", firmware: "ringside-data-capture 1.0.0", slotBytes: null });
  expect(await line.json("images")).toEqual([image]);
  expect(await line.run("images")).toBe(0);
  expect(line.out.join("\n")).toContain("ringside-data-capture 1.0.0");
  expect(await line.json("images", "remove", image.id.slice(0, 6))).toEqual({ removed: image.id });
  expect(await line.problem("images", "remove", image.id)).toMatchObject({ problem: "cli.noSuchImage" });
  await writeFile(file, "\x7fELF and the rest");
  expect(await line.problem("images", "add", file)).toMatchObject({
    message: "This is an ELF file, not the bare program.",
  });
  expect(await line.problem("images", "add", join(line.folder, "none.bin"))).toMatchObject({
    problem: "image.unreadable",
  });
});

describe.skipIf(!engineHere)("ringside flash", () => {
  test("puts a model onto the simulated board, prints what the glove answered, and remembers it", async () => {
    const project = join(line.folder, "Gym.ringside");
    const store = await openProjectStore(project, { create: true });
    await store.addModel(axisModel({ needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 } }));
    await store.close();
    const { boards } = await line.json<{ boards: object[] }>("boards", "--simulated");
    expect(boards).toContainEqual(expect.objectContaining({ name: "Simulated Nano 33 BLE", supported: true }));

    const wish = ["--board", "simulated", "--image", "Simulated recognition firmware", "--project", project];
    const steps = new Set<string>();
    line.onProgress = (progress) => progress && steps.add(progress.replace(/ \d*%$/, ""));
    const record = await line.json<FlashRecord>("flash", ...wish, "--model", "Axes");
    expect(record).toMatchObject({ result: "done", pack: { modelName: "Axes" }, answer: { selfTest: "passed" } });
    expect([...steps]).toEqual(expect.arrayContaining(["Write", "Verify", "Ask the glove"]));
    expect(await line.json("flashes")).toEqual([record]);
    const { lines } = await line.json<{ lines: string[] }>("flashes", "log", record.id.slice(0, 8));
    expect(lines.join("\n")).toContain("self-test: passed");

    expect(await line.problem("flash", ...wish)).toMatchObject({ problem: "image.noModel" });
    expect(await line.problem("flash", "--board", "none", "--image", "x.bin")).toMatchObject({
      problem: "cli.noSuchBoard",
    });
  });
});
