import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import type { CallName, Input, Output } from "#contract/contract.ts";
import type { HostForShell } from "../api.ts";
import { createHost } from "../host.ts";
import { standardSources } from "../sources/standard.ts";
import { openProjectStore } from "../store/open.ts";
import { finish, format, glove, newCapture } from "../store/testing/fixtures.ts";

let folder: string;
let host: HostForShell;
/** Captures of ten seconds, both named as no file may be. */
let captureIds: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-labels-"));
  const store = await openProjectStore(join(folder, "Gym.ringside"), { create: true });
  captureIds = [];
  for (const name of ["Jäb/1", "Jäb:1"]) {
    const { id } = await finish(await store.begin(newCapture(name, glove("left", format(1)))), 10e6);
    captureIds.push(id);
  }
  await store.close();
  const options = { dataFolder: join(folder, "data"), projectsFolder: join(folder, "projects"), log: () => {} };
  host = await createHost({ ...options, sources: standardSources() });
  await host.openProjectAt(join(folder, "Gym.ringside"));
});
afterEach(async () => {
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

function ask<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
  return host.call(name, input) as Promise<Output<K>>;
}

const bulk = (path: string, init?: RequestInit) => host.fetch(new Request(`http://studio/${path}`, init));

async function offer(name: string, words: string): Promise<string> {
  const offerId = randomUUID();
  const answer = await bulk(bulkPaths.offeredFile(offerId, name, 0), { method: "POST", body: words });
  expect(answer.status).toBe(204);
  return offerId;
}

const imported = (offerId: string, trial: boolean, into = "Truth") =>
  ask("label.import", { captureId: captureIds[0]!, offerId, into, trial });

test("a page sees what would come of a file, imports it as one step, and gets it out again", async () => {
  const offerId = await offer("../../labels.txt", "1.0\t2.0\tJab\n1.5\t2.5\tHook\n");
  const value = {
    added: 2,
    overlapping: 1,
    overlaps: [{ label: "Hook", other: "Jab", startUs: 1.5e6 }],
    tracks: [{ kind: "truth", name: "Mine", isNew: true, added: 2, already: 0, overlapping: 1 }],
  };
  expect(await imported(offerId, true, "Mine")).toMatchObject({ ok: true, value });
  expect(await ask("label.tracks", { captureId: captureIds[0]! })).toEqual({ ok: true, value: [] });
  expect(await ask("history.state", { captureId: captureIds[0]! })).toEqual({ undo: null, redo: null });

  expect(await imported(offerId, false, "Mine")).toMatchObject({ ok: true, value });
  expect(await ask("history.state", { captureId: captureIds[0]! })).toMatchObject({
    undo: { code: "import", detail: { count: 2 } },
  });
  expect(await imported(offerId, false)).toMatchObject({ ok: false, problem: { code: "import.notOffered" } });

  const made = await ask("label.export", { captureIds: captureIds.slice(0, 1), format: "txt" });
  if (!made.ok) throw new Error(made.problem.code);
  const file = await bulk(bulkPaths.labelFile(made.value.exportId));
  expect(file.headers.get("content-disposition")).toBe(
    `attachment; filename="J_b_1 labels.txt"; filename*=UTF-8''J%C3%A4b_1%20labels.txt`,
  );
  expect(await file.text()).toBe("1.000000\t2.000000\tJab\n1.500000\t2.500000\tHook\n");
});

test("labels of several captures leave in a zip, a file for each, whatever their names become", async () => {
  const made = await ask("label.export", { captureIds, format: "eaf" });
  if (!made.ok) throw new Error(made.problem.code);
  expect(made.value.fileName).toBe("labels.zip");
  const zip = await bulk(bulkPaths.labelFile(made.value.exportId));
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  expect(Object.keys(files)).toEqual(["Jäb_1 labels.eaf", "Jäb_1 labels (2).eaf"]);
  expect(strFromU8(files["Jäb_1 labels.eaf"]!)).toContain("<ANNOTATION_DOCUMENT");
  expect((await bulk(bulkPaths.labelFile(randomUUID()))).status).toBe(404);
});

test("a file that is none of labels changes nothing, and says why", async () => {
  for (const [name, words, code] of [
    ["labels.pdf", "%PDF", "labels.unknownFormat"],
    ["labels.eaf", "<!DOCTYPE x><x/>", "labels.badLine"],
    ["labels.csv", "a,b\n", "labels.noColumns"],
    ["labels.txt", "8\t11\tJab\n", "label.outside"],
  ] as const)
    for (const trial of [true, false])
      expect(await imported(await offer(name, words), trial), name).toMatchObject({ ok: false, problem: { code } });
  expect(await ask("label.tracks", { captureId: captureIds[0]! })).toEqual({ ok: true, value: [] });
});
