import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Validation } from "#domain/validation/results.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { format, RATE_HZ, rowsOfPunches } from "#host/learn/testing/madeStore.ts";
import { openProjectStore } from "#host/store/open.ts";
import { endsOf, glove, newCapture } from "#host/store/testing/fixtures.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 120_000 });

let line: CommandLine;

/** Two captures of half a minute, a Jab and a Hook in each; in B the Hook is labelled a Jab. And a model of each kind. */
beforeEach(async () => {
  line = await CommandLine.open((folder) => ["--project", join(folder, "Gym.ringside")]);
  const store = await openProjectStore(join(line.folder, "Gym.ringside"), { create: true });
  for (const [name, second] of [
    ["A", "Hook"],
    ["B", "Jab"],
  ] as const) {
    const journal = await store.begin(newCapture(name, glove("right", format())));
    const rows = rowsOfPunches(
      30,
      [4, 8].map((atS, i) => ({ atS, axis: i as 0 | 1 })),
    );
    journal.append(journal.capture.streams[0]!.id, 0, rows, []);
    const ends = endsOf(journal).map((end) => ({ ...end, clock: { startUs: 0, rateHz: RATE_HZ } }));
    const { id } = await journal.finish(ends, 30e6, () => {});
    const segments = ["Jab", second].map((label, i) => {
      const startUs = (4 * (i + 1) - 0.4) * 1e6;
      return { label, hand: "right" as const, startUs, peakUs: null, endUs: startUs + 800_000, origin: "hand" };
    });
    await store.putTracks({ kind: "truth", name: "Truth", origin: "{}" }, [{ captureId: id, segments }]);
  }
  await store.addModel(axisModel());
  await store.addModel(axisModel({ name: "Turned", classNumbers: [2, 1, 0] }));
  await store.close();
});

afterEach(() => line.close());

describe.skipIf(!engineHere)("ringside validate", () => {
  test("scores a model on what is labelled, keeps the result, and writes it as files and as a page", async () => {
    const { id, total, captures } = await line.json<Validation>("validate", "--model", "Axes");
    expect(total.f1).toBeCloseTo(3 / 4);
    expect(captures.map(({ name, scores }) => [name, scores.f1])).toEqual([
      ["B", 0.5],
      ["A", 1],
    ]);
    expect(await line.json("results")).toMatchObject([{ id, modelNames: ["Axes"], stale: [] }]);
    const { files } = await line.json<{ files: string[] }>("results", "export", id.slice(0, 8), "--to", line.folder);
    expect(files).toHaveLength(5);
    const page = join(line.folder, "page.html");
    expect(await line.json("report", id, "--out", page)).toEqual({ file: page });
    expect(await readFile(page, "utf8")).toContain("75.0 %");
    // A changed label is told, until it is changed back.
    await line.json("labels", "relabel", "B", "--from", "Jab", "--as", "Hook");
    expect(await line.json("results")).toMatchObject([{ stale: ["labels"] }]);
    await line.json("undo");
    expect(await line.json("results")).toMatchObject([{ stale: [] }]);
    await line.json("results", "remove", id);
    expect(await line.json("results")).toEqual([]);
  });

  test("ends with 3 where the score is too low, with 1 for a problem, with 2 for what it cannot read", async () => {
    expect(await line.run("validate", "A", "--model", "Axes", "--min-f1", "0.9")).toBe(0);
    expect(await line.run("validate", "B", "--model", "Axes", "--min-f1", "0.9")).toBe(3);
    expect(line.out.join("\n")).toContain("The event F1 of 50.0 % lies below 90.0 %.");
    expect(await line.run("validate", "--model", "Nobody")).toBe(1);
    for (const rule of ["iou:2", "peak:0", "near"]) {
      expect(await line.run("validate", "--model", "Axes", "--rule", rule)).toBe(2);
    }
  });

  test("compares two models on the same captures, by the rule that was asked for", async () => {
    const [first, second] = [
      await line.json<Validation>("validate", "--model", "Axes", "--rule", "peak:500ms"),
      await line.json<Validation>("validate", "--model", "Turned"),
    ];
    expect(first.rule).toEqual({ by: "moment", withinUs: 500_000 });
    expect(second.total.f1).toBeCloseTo(1 / 4);
    const compared = await line.json<Record<string, object>>("results", "compare", first.id, second.id);
    expect(compared).toMatchObject({ onlyFirst: 3, onlySecond: 1, both: 0, neither: 0, p: 0.625 });
    expect(Object.keys(compared.perClass!)).toEqual(["Hook", "Jab"]);
    await line.run("results", "compare", first.id, second.id);
    expect(line.out.join("\n")).toMatch(/class\s+both right/i);
  });

  test("lets one model name what another one finds", async () => {
    const { modelNames, total } = await line.json<Validation>("validate", "A", "--model", "Turned", "--model", "Axes");
    expect(modelNames).toEqual(["Turned", "Axes"]);
    expect(total.f1).toBe(1);
  });
});
