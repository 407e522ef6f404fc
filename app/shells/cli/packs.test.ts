import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Pack, Proof } from "#domain/deploy/pack.ts";
import type { Validation } from "#domain/validation/results.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { format, RATE_HZ, rowsOfPunches } from "#host/learn/testing/madeStore.ts";
import { toolchains } from "#host/pack/testing/inFolder.ts";
import { openProjectStore } from "#host/store/open.ts";
import { endsOf, glove, newCapture } from "#host/store/testing/fixtures.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { CommandLine } from "./testing/commandLine.ts";

vi.setConfig({ testTimeout: 300_000 });

let line: CommandLine;

/** A capture of half a minute with a Jab in it, and a model. */
beforeEach(async () => {
  line = await CommandLine.open((folder) => ["--project", join(folder, "Gym.ringside")]);
  const store = await openProjectStore(join(line.folder, "Gym.ringside"), { create: true });
  const journal = await store.begin(newCapture("A", glove("right", format())));
  journal.append(journal.capture.streams[0]!.id, 0, rowsOfPunches(30, [{ atS: 4, axis: 0 }]), []);
  const ends = endsOf(journal).map((end) => ({ ...end, clock: { startUs: 0, rateHz: RATE_HZ } }));
  const { id } = await journal.finish(ends, 30e6, () => {});
  const jab = { label: "Jab", hand: null, startUs: 3_600_000, endUs: 4_400_000, peakUs: null, origin: "hand" };
  await store.putTracks({ kind: "truth", name: "Truth", origin: "{}" }, [{ captureId: id, segments: [jab] }]);
  await store.addModel(axisModel({ name: "Gym boxing" }));
  await store.close();
});

afterEach(() => line.close());

describe.skipIf(!engineHere)("ringside pack", () => {
  test("writes a model as a library, as one header and as a zip, the same each time", async () => {
    const out = join(line.folder, "out");
    const pack = await line.json<Pack & { written: string }>("pack", "build", "--model", "Gym boxing", "--out", out);
    expect(pack).toMatchObject({ identifier: "gym_boxing_pack", written: join(out, "gym_boxing_pack") });
    for (const { path, bytes } of pack.files) {
      expect((await readFile(join(pack.written, path))).length).toBe(bytes);
    }
    const header = await readFile(join(pack.written, "src/gym_boxing_pack.h"), "utf8");
    expect(header).toContain('the model "Gym boxing"');

    const build = (form: string) =>
      line.json<{ written: string }>("pack", "build", "--model", "Gym boxing", "--out", out, "--form", form);
    const zip = await readFile((await build("zip")).written);
    const inside = unzipSync(zip);
    expect(Object.keys(inside)).toEqual(pack.files.map(({ path }) => `gym_boxing_pack/${path}`));
    expect(await readFile((await build("zip")).written)).toEqual(zip);
    await build("header");
    expect((await readdir(out)).sort()).toEqual(["gym_boxing_pack", "gym_boxing_pack.h", "gym_boxing_pack.zip"]);
    expect(await line.run("pack", "build", "--model", "Gym boxing", "--out", out, "--form", "tar")).toBe(2);
    expect(await line.problem("pack", "build", "--model", "Nobody", "--out", join(out, "no"))).toMatchObject({
      problem: "cli.noSuchModel",
    });
    expect(existsSync(join(out, "no"))).toBe(false);
  });

  test.skipIf(toolchains.length === 0)("proves it by a result, and says when the proof no longer holds", async () => {
    expect(await line.problem("pack", "prove", "--model", "Gym boxing")).toMatchObject({
      problem: "cli.nothingToProve",
    });
    const { id } = await line.json<Validation>("validate", "--model", "Gym boxing");
    const seal = async () =>
      (await line.json<{ seal: { proof: Proof; broken: string[] } | null }>("pack", "show", "--model", "Gym boxing"))
        .seal;
    expect(await seal()).toBeNull();
    const proof = await line.json<Proof>("pack", "prove", "--model", "Gym boxing");
    expect(proof.validationId).toBe(id);
    expect(proof.runs).toHaveLength(2);
    expect(await seal()).toEqual({ proof, broken: [] });
    expect(await line.run("pack", "show", "--model", "Gym boxing")).toBe(0);
    expect(line.out.join("\n")).toContain("every one the studio's");
    await line.json("labels", "relabel", "A", "--from", "Jab", "--as", "Hook");
    expect((await seal())!.broken).toEqual(["labels"]);
    expect(await line.problem("pack", "prove", "--model", "Gym boxing", "--validation", id)).toMatchObject({
      problem: "pack.staleResult",
    });
  });
});
