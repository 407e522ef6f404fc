import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importPlan } from "#contract/modelFiles.ts";
import type { ModelPartBytes } from "../../store/models/modelApi.ts";
import { asBytes, axisModel } from "../../validation/testing/axisModel.ts";
import { INT8_PLAN } from "../testing/networkFiles.ts";
import { exportNetworks } from "./exportNetworks.ts";
import { writeNetworks } from "./writeNetworks.ts";

const twin = { network: Uint8Array.of(1), input: { scale: 1, zeroPoint: 0 }, output: { scale: 1, zeroPoint: 0 } };
const part = (
  hand: "left" | "right",
  tflite: number | null,
  float: ModelPartBytes["float"] = twin,
): ModelPartBytes => ({
  hand,
  descriptor: Uint8Array.of(2),
  float,
  network: tflite === null ? null : { tflite: Uint8Array.of(tflite), plan: { ...INT8_PLAN, hands: "mirrored" } },
});
const shelf = (...parts: ModelPartBytes[]) => ({
  model: async () => ({ ...asBytes(axisModel({ name: "Boxing" })).model }),
  modelParts: async () => parts,
});

test("hands that run the same share a file; hands of their own are named", async () => {
  expect(await exportNetworks(shelf(part("left", 7), part("right", 7)), "id")).toMatchObject([
    { part: 0, hands: ["left", "right"], name: "Boxing", tflite: Uint8Array.of(7) },
  ]);
  expect(await exportNetworks(shelf(part("left", 7), part("right", 8)), "id")).toMatchObject([
    { part: 0, hands: ["left"], name: "Boxing left" },
    { part: 1, hands: ["right"], name: "Boxing right" },
  ]);
});

test("trees have no network, and older models did not keep theirs", async () => {
  const codeOf = (parts: ModelPartBytes) =>
    exportNetworks(shelf(parts), "id").then(
      () => "made",
      (error) => error.problem,
    );
  expect(await codeOf(part("left", null, null))).toEqual({ code: "export.noNetwork", detail: { name: "Boxing" } });
  expect(await codeOf(part("left", null))).toEqual({ code: "export.tooOld", detail: { name: "Boxing" } });
});

test("each file is written with what it does not say beside it, in a form that can be read again", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ringside-export-"));
  try {
    const written = await writeNetworks(shelf(part("left", 7), part("right", 8)), "id", join(folder, "out/Net.tflite"));
    expect(written.map(({ file, bytes }) => [file, bytes])).toEqual([
      [join(folder, "out/Net left.tflite"), 1],
      [join(folder, "out/Net right.tflite"), 1],
    ]);
    expect((await readdir(join(folder, "out"))).sort()).toEqual([
      "Net left.plan.json",
      "Net left.tflite",
      "Net right.plan.json",
      "Net right.tflite",
    ]);
    const plan = importPlan.parse(JSON.parse(await readFile(written[0]!.planFile, "utf8")));
    expect(plan).toEqual({ ...INT8_PLAN, hands: "mirrored" });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
