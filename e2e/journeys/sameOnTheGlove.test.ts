import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CaptureStream, NO_COUNTS } from "#domain/captures.ts";
import type { Track } from "#domain/labeling/segments.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { indexToUs } from "#domain/time.ts";
import type { Validation } from "#domain/validation/results.ts";
import { engineHere } from "#host/engine/testing/engineHere.ts";
import { bytesOf, type Job } from "#host/engine/testing/jobBytes.ts";
import { needsOf } from "#host/learn/dataset/modelMotion.ts";
import { recordGym } from "#host/projects/demo.ts";
import { readMotion } from "#host/segmenting/streamMotion.ts";
import type { ProjectStore } from "#host/store/api.ts";
import { openProjectStore } from "#host/store/open.ts";
import { modelBytes } from "#host/validation/modelBytes.ts";
import { motionFor, readyFor } from "#host/validation/runModel.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { runCli } from "../../app/shells/cli/program.ts";
import { openStudio } from "../../app/shells/common/studio.ts";
import { missingTennis, STROKES, tennisFeed } from "../devices/tennis.ts";

const RUN_JOBS = join(import.meta.dirname, "../../native/test/cortex_m4/runJobs.mjs");
/** Building for the glove and running a minute of punches on it; the machine may be busy. */
const LIMIT_MS = 300_000;
const SECONDS = 20;

const absent = ["arm-none-eabi-g++", "qemu-system-arm"].filter(
  (tool) => spawnSync(tool, ["--version"], { stdio: "ignore" }).status !== 0,
);
/** Where CI is set all of it must be there: then nothing is skipped, and what is missing fails. */
const possible = process.env.CI !== undefined || (engineHere && absent.length === 0 && missingTennis() === null);

let folder: string;
let project: string;
/** By name of the model: its captures. */
const sets = new Map<string, readonly string[]>();

beforeAll(async () => {
  if (!possible) return;
  folder = mkdtempSync(join(tmpdir(), "ringside-glove-"));
  project = join(folder, "Gym.ringside");
  const store = await openProjectStore(project, { create: true });
  const job = { signal: new AbortController().signal, progress: () => {}, stopIfCancelled: () => {} };
  const ids = (await recordGym(store, { sessionsEach: 1, seconds: SECONDS, seed: 5 }, job)).slice(0, 2);
  const simulated = (await store.captures(false)).filter(({ id }) => ids.includes(id));
  await addSet(store, "Simulated", ids, needsOf(simulated.flatMap(({ streams }) => streams))!);
  const strokes = [];
  for (const stroke of STROKES.slice(0, 2)) strokes.push(await recordTennis(store, stroke));
  await addSet(store, "Tennis", strokes, { rateHz: 104, accelRange_g: 16, gyroRange_dps: 2000 });
  await store.close();
}, LIMIT_MS);

afterAll(() => {
  if (possible) rmSync(folder, { recursive: true, force: true });
});

async function addSet(store: ProjectStore, name: string, captureIds: readonly string[], needs: ModelNeeds) {
  await store.addModel(axisModel({ name, needs }));
  sets.set(name, captureIds);
}

/** Recorded strokes as a capture, with one of them labelled: what is not labelled is not judged. */
async function recordTennis(store: ProjectStore, stroke: (typeof STROKES)[number]): Promise<string> {
  const feed = tennisFeed(stroke);
  const rows = SECONDS * 104;
  const channels = feed.columns.map((name, i) => ({
    name,
    kind: i < 3 ? ("acceleration" as const) : ("rotation" as const),
    axis: (["x", "y", "z"] as const)[i % 3]!,
    unit: i < 3 ? "g" : "dps",
    scale: (i < 3 ? 16 : 2000) / 32_768,
    range: i < 3 ? 16 : 2000,
  }));
  const device = { id: "virtual:racket", name: "Racket", kind: "serial", simulated: false } as const;
  const journal = await store.begin({
    name: stroke,
    createdAtMs: 0,
    label: null,
    metadata: {},
    streams: [{ device, hand: null, format: { sampleType: "int16", nominalRateHz: 104, channels } }],
  });
  const streamId = journal.capture.streams[0]!.id;
  journal.append(streamId, 0, feed.rows(0, rows), []);
  const clock = { startUs: 0, rateHz: 104 };
  const { id } = await journal.finish(
    [{ streamId, clock, clockResidualUs: null, counts: NO_COUNTS }],
    SECONDS * 1e6,
    () => {},
  );
  const segment = { label: "Jab", hand: null, startUs: 1e6, peakUs: null, endUs: 2e6, origin: "hand" };
  await store.putTracks({ kind: "truth", name: "Truth", origin: "{}" }, [{ captureId: id, segments: [segment] }]);
  return id;
}

const studio = () => openStudio({ data: join(folder, "data"), projects: join(folder, "projects") });

type Said = readonly { label: string; startUs: number; endUs: number; confidence: number | null }[];

/** What the prediction track of a capture holds. */
async function predicted(captureId: string, name: string): Promise<Said> {
  const store = await openProjectStore(project);
  const tracks: readonly Track[] = await store.tracks(captureId);
  await store.putTracks({ kind: "prediction", name, origin: "{}" }, [{ captureId, segments: [] }]);
  await store.close();
  const track = tracks.find((each) => each.kind === "prediction" && each.name === name)!;
  return track.segments.map(({ label, startUs, endUs, confidence }) => ({ label, startUs, endUs, confidence }));
}

/** Every run of rows of a model's captures as a job for the glove, in order. */
async function jobsOf(
  name: string,
): Promise<{ captureId: string; stream: CaptureStream; firstIndex: number; job: Job }[]> {
  const store = await openProjectStore(project);
  const { id } = (await store.models()).find((model) => model.name === name)!;
  const bytes = await modelBytes(store, id);
  const jobs = [];
  for (const captureId of sets.get(name)!) {
    for (const stream of (await store.capture(captureId)).streams) {
      const ready = readyFor(bytes, stream.hand);
      const { runs } = motionFor(ready, await readMotion(store, captureId, stream));
      for (const { firstIndex, frames } of runs)
        jobs.push({ captureId, stream, firstIndex, job: { descriptor: ready.descriptor, frames } });
    }
  }
  await store.close();
  return jobs;
}

function jobBytes({ descriptor, frames }: Job): Buffer {
  const [size, count] = [Buffer.alloc(4), Buffer.alloc(4)];
  size.writeUInt32LE(descriptor.length);
  count.writeUInt32LE(frames.length / 6);
  return Buffer.concat([size, descriptor, count, Buffer.from(frames.buffer, frames.byteOffset, frames.byteLength)]);
}

function onTheGlove(jobs: readonly Job[]): Buffer {
  const [input, output] = [join(folder, "jobs.bin"), join(folder, "said.bin")];
  writeFileSync(input, Buffer.concat(jobs.map(jobBytes)));
  execFileSync(process.execPath, [RUN_JOBS, input, output], { stdio: "inherit" });
  return readFileSync(output);
}

/** begin, end, class and dropped as u32, then two features, two bytes of them, and three outputs. */
const EVENT_BYTES = 16 + 2 * 4 + 2 + 3;

/** What the glove's bytes of one stream say, in the studio's terms. */
function decoded(bytes: Buffer, { clock }: CaptureStream, firstIndex: number): Said {
  const said = [];
  for (let at = 0; at < bytes.length; at += EVENT_BYTES) {
    const [begin, end, classNumber] = [0, 4, 8].map((place) => bytes.readUInt32LE(at + place)) as [
      number,
      number,
      number,
    ];
    const outputs = [0, 1, 2].map((i) => bytes.readInt8(at + 26 + i));
    said.push({
      label: ["Unknown", "Jab", "Hook"][classNumber]!,
      startUs: indexToUs(clock, firstIndex + begin),
      endUs: indexToUs(clock, firstIndex + end),
      // A track keeps six digits of it; every byte of the outputs was compared before.
      confidence: Math.round(((Math.max(...outputs) + 128) / 255) * 1e6) / 1e6,
    });
  }
  return said;
}

describe.skipIf(!possible)("a stored model says the same", () => {
  test.each(["Simulated", "Tennis"])(
    "in the studio, on the command line and on the glove: %s",
    async (name) => {
      const captureIds = [...sets.get(name)!];

      const host = await studio();
      await host.openProjectAt(project);
      const models = (await host.call("model.list", undefined)) as { id: string; name: string }[];
      const modelIds = models.filter((model) => model.name === name).map(({ id }) => id);
      const wish = {
        modelIds,
        captureIds,
        rule: SAME_PUNCH,
        fullyAnnotated: false,
        truthTrack: null,
        jobId: randomUUID(),
      };
      const run = (await host.call("validation.run", wish)) as { ok: boolean; value: Validation };
      expect(run.ok).toBe(true);
      await host.close();
      const inStudio = [];
      for (const id of captureIds) inStudio.push(await predicted(id, name));

      const printed: string[] = [];
      const terminal = { out: (line: string) => void printed.push(line), err: () => {}, progress: () => {} };
      const parts = { openHost: studio, terminal, signal: new AbortController().signal, serve: async () => {} };
      const args = [
        "validate",
        ...captureIds,
        "--model",
        name,
        "--annotated",
        "partly",
        "--json",
        "--project",
        project,
      ];
      expect(await runCli(args, parts), printed.join("\n")).toBe(0);
      const onCommandLine = [];
      for (const id of captureIds) onCommandLine.push(await predicted(id, name));
      expect((JSON.parse(printed.join("\n")) as Validation).total).toEqual(run.value.total);

      const jobs = await jobsOf(name);
      const each = jobs.map(({ job }) => bytesOf(job));
      const bytes = onTheGlove(jobs.map(({ job }) => job));
      expect(bytes.equals(Buffer.concat(each))).toBe(true);

      let at = 0;
      const glove = new Map(captureIds.map((id) => [id, [] as Said[number][]]));
      jobs.forEach(({ captureId, stream, firstIndex }, i) => {
        glove.get(captureId)!.push(...decoded(bytes.subarray(at, at + each[i]!.length), stream, firstIndex));
        at += each[i]!.length;
      });
      const byTime = (said: Said) =>
        JSON.stringify(said.toSorted((a, b) => a.startUs - b.startUs || a.endUs - b.endUs));
      expect(inStudio.flat().length).toBeGreaterThan(5);
      expect(inStudio.map(byTime)).toEqual([...glove.values()].map(byTime));
      expect(onCommandLine.map(byTime)).toEqual(inStudio.map(byTime));
    },
    LIMIT_MS,
  );
});
