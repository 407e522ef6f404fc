import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { axisModel } from "../../validation/testing/axisModel.ts";
import { toolchains } from "../testing/inFolder.ts";
import { twoHands } from "../testing/packModels.ts";
import { job, PackStore, twoGloves } from "../testing/packStore.ts";
import { provePack } from "./provePack.ts";
import { sealOf } from "./seal.ts";

vi.setConfig({ testTimeout: 300_000 });

const model = twoHands();
const modelId = model.model.id;
let store: PackStore;

beforeEach(() => {
  store = new PackStore([twoGloves("A"), twoGloves("B")], model);
});

describe.skipIf(toolchains.length === 0)("a proof", () => {
  test("finds every decision of a stored result in the pack itself, bit for bit, and is kept as a seal", async () => {
    expect(await sealOf(store, modelId)).toBeNull();
    const { id, captures, hashes } = await store.validate();
    const decisions = captures.flatMap(({ events }) => events).filter(({ found }) => found !== null).length;
    expect(decisions).toBeGreaterThan(12);
    const proof = await provePack(store, modelId, id, job());
    const run = { captures: 2, samples: 11_600, decisions, differing: 0 };
    expect(proof.runs.filter((each) => !("missing" in each))).toEqual(
      toolchains.map(({ target, compiler }) => ({ target, compiler, ...run })),
    );
    expect(proof).toMatchObject({ modelId, validationId: id, dataHash: hashes.data });
    expect(await sealOf(store, modelId)).toEqual({ proof, broken: [] });
  });

  test("counts each decision that the stored result tells otherwise, and says so in the seal", async () => {
    const { id, captures } = await store.validate();
    const found = captures[0]!.events.find((event) => event.found !== null)!.found as { decidedUs: number };
    found.decidedUs += 1;
    const { runs } = await provePack(store, modelId, id, job());
    for (const run of runs) if (!("missing" in run)) expect(run.differing).toBe(1);
  });

  test("no longer holds when a label, the engine or the result changed", async () => {
    const { id } = await store.validate();
    const proof = await provePack(store, modelId, id, job());
    store.settings.set(`pack.proof.${modelId}`, JSON.stringify({ ...proof, engineHash: "another" }));
    expect(await sealOf(store, modelId)).toMatchObject({ broken: ["engine"] });
    const [kept] = store.results;
    store.results = [{ ...kept!, hashes: { ...kept!.hashes, labels: "others", models: "others" } }];
    expect((await sealOf(store, modelId))!.broken.toSorted()).toEqual(["engine", "labels", "model"]);
    await expect(provePack(store, modelId, id, job())).rejects.toThrow("pack.staleResult");
    store.results = [];
    expect((await sealOf(store, modelId))!.broken).toEqual(["result", "engine"]);
  });

  test("stops when it is cancelled, keeps nothing and leaves nothing behind", async () => {
    const { id } = await store.validate();
    const before = folders();
    const stop = new AbortController();
    const proving = provePack(store, modelId, id, { ...job(stop.signal), progress: () => stop.abort() });
    await expect(proving).rejects.toThrow("job.cancelled");
    expect(await sealOf(store, modelId)).toBeNull();
    expect(folders()).toEqual(before);
  });
});

test("is refused for a result of two models, of another one, and in a project that cannot be written", async () => {
  const { id } = await store.validate(2);
  await expect(provePack(store, modelId, id, job())).rejects.toThrow("pack.otherResult");
  const alone = await store.validate();
  store.results = [{ ...alone, modelIds: [axisModel().model.id] }];
  await expect(provePack(store, modelId, alone.id, job())).rejects.toThrow("pack.otherResult");
  store.readOnly = true;
  await expect(provePack(store, modelId, alone.id, job())).rejects.toThrow("project.readOnly");
});

function folders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("ringside-proof-"));
}
