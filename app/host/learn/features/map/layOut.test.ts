import { describe, expect, test } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { randomOf } from "#domain/random.ts";
import { layOut, type MapTask } from "./layOut.ts";
import { layOutInThread } from "./mapThread.ts";
import { nearest, oddness } from "./neighbours.ts";

/** Three clouds of 40 in ten features; the last point of the first cloud bears the label of the second. */
function clouds(method: MapTask["method"], seed = 1): MapTask {
  const random = randomOf(1, "clouds");
  const labels = Uint16Array.from({ length: 120 }, (_, i) => Math.floor(i / 40));
  const values = Float32Array.from(
    { length: 1200 },
    (_, i) => 100 * (Math.floor(i / 400) === (i % 10) % 3 ? 8 : 0) + 100 * random.normal(),
  );
  labels[39] = 1;
  return { values, width: 10, labels, method, seed };
}
const job = (signal = new AbortController().signal) => {
  const told: number[] = [];
  return { signal, told, progress: (done: number) => void told.push(done), stopIfCancelled: () => {} };
};

describe("the map", () => {
  test.each(["pca", "umap"] as const)("%s: likes lie beside likes", (method) => {
    const { x, y, explained } = layOut(clouds(method), () => {});
    const flat = Float64Array.from({ length: 240 }, (_, i) => (i % 2 === 0 ? x : y)[Math.floor(i / 2)]!);
    const cloud = Array.from({ length: 120 }, (_, i) => Math.floor(i / 40));
    const strange = oddness(nearest(flat, 2, 5), cloud).reduce((sum, one) => sum + one, 0) / 120;
    expect(strange).toBeLessThan(0.05);
    if (method === "pca") expect(explained![0] + explained![1]).toBeGreaterThan(0.5);
    else expect(explained).toBeNull();
  });

  test("a mislabeled segment is the oddest", () => {
    const { odd } = layOut(clouds("pca"), () => {});
    expect(odd.indexOf(Math.max(...odd))).toBe(39);
    expect(odd[39]).toBe(1);
    expect(odd.filter((one) => one > 0.3)).toHaveLength(1);
  });

  test("the same seed gives the same map, and another one another", () => {
    const map = (seed: number) => layOut(clouds("umap", seed), () => {});
    expect(map(1)).toEqual(map(1));
    expect(map(2).x).not.toEqual(map(1).x);
  });

  test("features that never change are nothing to lay out, and few points are enough", () => {
    const flat: MapTask = {
      values: new Float32Array(50).fill(3),
      width: 10,
      labels: new Uint16Array(5),
      method: "pca",
      seed: 1,
    };
    expect(layOut(flat, () => {}).x).toEqual(new Float64Array(5));
    const few: MapTask = { ...clouds("umap"), values: clouds("umap").values.slice(0, 50), labels: new Uint16Array(5) };
    for (const value of layOut(few, () => {}).x) expect(value).toBeTypeOf("number");
  });

  test("a thread gives the same, tells how far it is, and can be stopped", async () => {
    const watched = job();
    expect(await layOutInThread(clouds("umap"), watched)).toEqual(layOut(clouds("umap"), () => {}));
    expect(watched.told.at(-1)).toBe(100);
    const stop = new AbortController();
    const work = layOutInThread(clouds("umap"), job(stop.signal));
    stop.abort();
    await expect(work).rejects.toMatchObject({ problem: { code: "job.cancelled" } });
    const broken = { ...clouds("pca"), values: null as unknown as Float32Array };
    await expect(layOutInThread(broken, job())).rejects.toBeInstanceOf(ProblemError);
  });
});

test("neighbours are the nearest, nearest first, and never a point itself", () => {
  const { places, distances } = nearest(Float64Array.of(0, 1, 3, 7), 1, 2);
  expect([...places]).toEqual([1, 2, 0, 2, 1, 0, 2, 1]);
  expect([...distances]).toEqual([1, 3, 1, 2, 2, 3, 4, 6]);
  expect([...oddness({ count: 2, places, distances }, [0, 0, 1, 1])]).toEqual([0.5, 0.5, 1, 0.5]);
});
