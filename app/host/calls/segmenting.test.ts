import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CallName, Input, Output } from "#contract/contract.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import type { HostForShell } from "../api.ts";
import { engineHere } from "../engine/testing/engineHere.ts";
import { createHost } from "../host.ts";
import { standardSources } from "../sources/standard.ts";

let folder: string;
let host: HostForShell;
let captures: CaptureSummary[];

const ask = <K extends CallName>(name: K, input: Input<K>) => host.call(name, input) as Promise<Output<K>>;

/** The demo project: six captures whose punches the simulator knows. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-segmenting-"));
  const folders = { dataFolder: join(folder, "data"), projectsFolder: join(folder, "projects") };
  host = await createHost({ ...folders, sources: standardSources(), log: () => {} });
  await ask("project.demo", undefined);
  captures = await ask("capture.list", { deleted: false });
});

afterAll(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(!engineHere)("segmenting the captures of a project", () => {
  const usual = { segmenter: "punch" as const, settings: {} };

  test("a preview stores nothing; with write the capture has as many proposals as were found", async () => {
    const { id } = captures.find(({ name }) => name === "Free_Carla_01")!;
    const preview = await ask("segment.propose", { captureId: id, ...usual, write: false, jobId: randomUUID() });
    if (!preview.ok) throw new Error(preview.problem.code);
    expect(preview.value.proposals.length).toBeGreaterThan(20);
    expect(await ask("segment.propose", { captureId: id, ...usual, write: true })).toEqual(preview);
  });

  test("many captures at once: what fails is listed, the rest is done, and it is told how far it is", async () => {
    const told: { done: number; of: number | null }[] = [];
    const stop = host.onEvent((name, payload) => {
      if (name === "job.progress") told.push(payload as (typeof told)[number]);
    });
    const gone = randomUUID();
    const captureIds = [captures[0]!.id, gone, captures[1]!.id];
    const answer = await ask("segment.proposeMany", { captureIds, ...usual, jobId: randomUUID() });
    stop();
    expect(answer).toMatchObject({
      ok: true,
      value: { captures: 2, failed: [{ captureId: gone, problem: { code: "capture.notFound" } }] },
    });
    expect(told[0]).toMatchObject({ done: 0, of: 3 });
  });

  test("a cancelled job says so and leaves the captures as they were", async () => {
    const jobId = randomUUID();
    const many = captures.map(({ id }) => id);
    const answer = ask("segment.proposeMany", { captureIds: many, segmenter: "windowing", settings: {}, jobId });
    expect(await ask("job.cancel", { jobId })).toBe(true);
    expect(await answer).toMatchObject({ ok: false, problem: { code: "job.cancelled" } });
    expect(await ask("job.cancel", { jobId })).toBe(false);
  });

  test("settings are learned from labels, with a score on captures that were left out", async () => {
    const captureIds = captures.filter(({ label }) => label !== "Uppercut").map(({ id }) => id);
    const told: number[] = [];
    const stop = host.onEvent((name, payload) => {
      if (name === "job.progress") told.push((payload as { done: number }).done);
    });
    const answer = await ask("segment.learn", { captureIds, segmenter: "punch", jobId: randomUUID() });
    stop();
    if (!answer.ok) throw new Error(answer.problem.code);
    const { segmenter, score, inSample, tried } = answer.value.best;
    expect(segmenter).toBe("punch");
    expect(score).toMatchObject({ folds: 5 });
    expect(score.support).toBeGreaterThan(40);
    expect(Math.min(score.f1, inSample)).toBeGreaterThan(0.9);
    expect(tried).toBeGreaterThan(64);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  test("of all segmenters the best comes first", async () => {
    const [capture] = captures.filter(({ name }) => name === "Free_Carla_01");
    const answer = await ask("segment.learn", { captureIds: [capture!.id], segmenter: null, jobId: randomUUID() });
    if (!answer.ok) throw new Error(answer.problem.code);
    const { best, others } = answer.value;
    expect(others).toHaveLength(6);
    const scores = [best, ...others].map(({ score }) => score.f1);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(best.score.folds).toBe(2);
  });

  test("learning can be cancelled, and says when there is nothing to learn from", async () => {
    const jobId = randomUUID();
    const learning = ask("segment.learn", { captureIds: captures.map(({ id }) => id), segmenter: null, jobId });
    expect(await ask("job.cancel", { jobId })).toBe(true);
    expect(await learning).toMatchObject({ ok: false, problem: { code: "job.cancelled" } });
  });

  test("a segment is called as the nearest labelled ones are, and hears of new labels at once", async () => {
    const { id: captureId } = captures.find(({ name }) => name === "Free_Carla_01")!;
    const found = await ask("segment.propose", { captureId, ...usual, write: false });
    if (!found.ok) throw new Error(found.problem.code);
    const segments = found.value.proposals.map(({ hand, startUs, endUs }) => ({ hand, startUs, endUs }));
    const suggestions = async () => {
      const answer = await ask("segment.suggest", { captureId, segments });
      if (!answer.ok) throw new Error(answer.problem.code);
      return answer.value;
    };
    const guesses = await suggestions();
    expect(guesses).toHaveLength(segments.length);
    for (const guess of guesses) {
      expect(guess.length).toBeGreaterThan(0);
      const confidences = guess.map(({ confidence }) => confidence);
      expect(confidences).toEqual(confidences.toSorted((a, b) => b - a));
      expect(confidences.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(1.000001);
    }
    expect(guesses.flat().some(({ label }) => label === "Sledgehammer")).toBe(false);

    const captureIds = captures.map(({ id }) => id);
    await ask("label.relabel", { captureIds, from: null, to: "Sledgehammer" });
    for (const [best] of await suggestions()) expect(best).toEqual({ label: "Sledgehammer", confidence: 1 });
    await ask("history.undo", { captureId: null });
    expect(await suggestions()).toEqual(guesses);
  });

  test("what was chosen last is remembered by the project", async () => {
    expect(await ask("segment.plan", undefined)).toEqual({ segmenter: "punch", settings: {} });
    const plan = { segmenter: "windowing" as const, settings: { windowing: { window: 640 }, punch: { rest: 150 } } };
    expect(await ask("segment.setPlan", plan)).toEqual({ ok: true });
    expect(await ask("segment.plan", undefined)).toEqual(plan);
  });
});
