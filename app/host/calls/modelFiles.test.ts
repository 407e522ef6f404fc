import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { CallName, Input, Output } from "#contract/contract.ts";
import { EVERYTHING } from "#domain/learning/dataset.ts";
import type { HostForShell } from "../api.ts";
import { engineHere } from "../engine/testing/engineHere.ts";
import { createHost } from "../host.ts";
import { INT8_PLAN, int8File } from "../learn/testing/networkFiles.ts";
import { sent } from "../sent.ts";
import { standardSources } from "../sources/standard.ts";

let folder: string;
let host: HostForShell;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-models-"));
  const options = { dataFolder: join(folder, "data"), projectsFolder: join(folder, "projects"), log: () => {} };
  host = await createHost({ ...options, sources: standardSources() });
  await ask("project.create", { name: "Gym" });
});
afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

function ask<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
  return host.call(name, input) as Promise<Output<K>>;
}

const bulk = (path: string, init?: RequestInit) => host.fetch(new Request(`http://studio/${path}`, init));

/** As a page sends what a person chose: in pieces. */
async function offer(name: string, file: Uint8Array<ArrayBuffer>): Promise<string> {
  const offerId = randomUUID();
  for (let at = 0; at < file.length; at += 300) {
    const body = file.slice(at, at + 300);
    expect((await bulk(bulkPaths.offeredFile(offerId, name, at), { method: "POST", body })).status).toBe(204);
  }
  return offerId;
}

const brought = (offerId: string) =>
  ask("model.import", {
    offerId,
    name: "Brought",
    plan: sent(INT8_PLAN),
    query: sent(EVERYTHING),
    jobId: randomUUID(),
  });

describe.skipIf(!engineHere)("a page", () => {
  test("offers a file, sees what it says, makes a model of it, and takes its network out again", async () => {
    const offerId = await offer("../../punches.tflite", int8File());
    expect(await ask("model.inspect", { offerId })).toMatchObject({
      ok: true,
      value: { format: "tflite", network: { numbers: "int8", steps: 1, channels: 2, outputs: 3 }, obstacles: [] },
    });
    const answer = await brought(offerId);
    if (!answer.ok) throw new Error(answer.problem.code);
    const { model, notes, quantized } = answer.value;
    expect(model).toMatchObject({ name: "Brought", origin: "imported", classNames: ["Unknown", "Jab", "Hook"] });
    expect([notes, quantized]).toEqual([[], null]);
    expect(await ask("model.list", undefined)).toMatchObject([{ id: model.id, stale: [] }]);
    // It is used up.
    expect(await brought(offerId)).toMatchObject({ ok: false, problem: { code: "import.notOffered" } });

    const files = await ask("model.export", { modelId: model.id });
    expect(files).toMatchObject({ ok: true, value: [{ part: 0, hands: [null], fileName: "Brought.tflite" }] });
    const answered = await bulk(bulkPaths.modelFile(model.id, 0));
    expect(answered.headers.get("content-disposition")).toContain("network.tflite");
    const again = await offer("again.tflite", new Uint8Array(await answered.arrayBuffer()));
    const plan = files.ok ? files.value[0]!.plan : sent(INT8_PLAN);
    const wish = { offerId: again, name: "Again", plan, query: sent(EVERYTHING), jobId: randomUUID() };
    expect(await ask("model.import", wish)).toMatchObject({
      ok: true,
      value: { model: { name: "Again", parts: model.parts } },
    });
  });

  test("is told what an offer lacks, and nothing is kept of an import that fails", async () => {
    expect(await ask("model.inspect", { offerId: randomUUID() })).toMatchObject({
      problem: { code: "import.notOffered" },
    });
    const broken = await offer("broken.tflite", int8File().slice(0, 400));
    expect(await brought(broken)).toMatchObject({ problem: { code: "import.damaged" } });
    const other = await offer("model.onnx", Uint8Array.of(1));
    expect(await brought(other)).toMatchObject({ problem: { code: "import.unknownFormat" } });
    expect(await ask("model.list", undefined)).toEqual([]);
    const bodyOf = (path: string) => bulk(path, { method: "POST", body: Uint8Array.of(1) });
    expect((await bodyOf(bulkPaths.offeredFile("no id", "a.tflite", 0))).status).toBe(400);
    expect((await bodyOf(bulkPaths.offeredFile(other, "a.tflite", 5))).status).toBe(409);
  });
});
