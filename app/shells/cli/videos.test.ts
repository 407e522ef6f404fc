import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeVideo, steadyTimesUs } from "#host/media/testing/madeVideo.ts";
import { openStudio } from "../common/studio.ts";
import { runCli } from "./program.ts";

// Each command opens the studio anew.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let out: string[];
let err: string[];

/** One command line on this test's own folders, with the real host. */
async function ringside(...args: string[]): Promise<number> {
  out = [];
  err = [];
  return runCli(args, {
    openHost: () => openStudio({ data: join(folder, "data"), projects: join(folder, "projects") }),
    terminal: { out: (line) => out.push(line), err: (line) => err.push(line), progress: () => {} },
    signal: new AbortController().signal,
    serve: async () => {},
  });
}

async function json<T>(...args: string[]): Promise<T> {
  const code = await ringside(...args, "--json");
  expect(code, out.join("\n")).toBe(0);
  return JSON.parse(out.join("\n")) as T;
}

interface VideoJson {
  readonly id: string;
  readonly name: string;
  readonly frames: number;
  readonly offsetMs: number;
  readonly driftPpm: number;
  readonly residualMs: number | null;
  readonly sync: { readonly method: string };
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ringside-cli-"));
  await json("record", "--source", "simulated", "--project", "Gym", "--seconds", "0.3", "--name", "Round");
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe("videos from the command line", () => {
  test("are attached, listed, synced by hand, renamed, exported, removed and brought back", async () => {
    const path = join(folder, "ring side.mp4");
    await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(60), sound: true });
    const [video] = await json<VideoJson[]>("video", "attach", "Round", path);
    expect(video).toMatchObject({ name: "ring side", frames: 60, state: "ready", offsetMs: 0, residualMs: null });

    const synced = ["video", "sync", "Round", "ring side", "--offset-ms", "-1250.5", "--ppm", "-20"];
    expect(await json<VideoJson[]>(...synced)).toMatchObject([{ offsetMs: -1250.5, sync: { method: "anchors" } }]);
    const [told] = await json<VideoJson[]>("video", "sync", "Round", video!.id.slice(0, 8));
    expect(told!.driftPpm).toBeCloseTo(-20, 6);

    await json("video", "rename", "Round", "ring side", "Left corner");
    expect(await ringside("video", "list", "Round")).toBe(0);
    expect(out.join("\n")).toContain("Left corner");
    expect(out.join("\n")).toContain("-1250.5 ms");

    const exported = await json<{ files: string[] }>(
      "video",
      "export",
      "Round",
      "Left corner",
      "--to",
      join(folder, "out"),
    );
    expect(exported.files).toEqual([join(folder, "out", "Left corner.mp4")]);
    expect(await readFile(exported.files[0]!)).toEqual(await readFile(path));
    const again = await json<{ files: string[] }>(
      "video",
      "export",
      "Round",
      "Left corner",
      "--to",
      join(folder, "out"),
    );
    expect(again.files).toEqual([join(folder, "out", "Left corner (2).mp4")]);

    expect(await json("video", "remove", "Round", "Left corner")).toEqual([]);
    await json("undo");
    expect(await json<VideoJson[]>("video", "list", "Round")).toMatchObject([{ name: "Left corner" }]);
  });

  test("that cannot be read, or are not there, are said so with what to do", async () => {
    await writeFile(join(folder, "notes.mp4"), "dear diary");
    expect(await ringside("video", "attach", "Round", join(folder, "notes.mp4"))).toBe(1);
    expect(err).toEqual([
      "No video can be read from this file.",
      "The file is kept with the capture. Convert it, or export it again as MP4 where it was made.",
    ]);
    expect(await ringside("video", "attach", "Round", join(folder, "missing.mp4"))).toBe(1);
    expect(await ringside("video", "sync", "Round", "nothing", "--json")).toBe(1);
    expect(JSON.parse(out.join("\n"))).toMatchObject({ problem: "cli.noSuchVideo" });
    expect(await ringside("video", "sync", "Round", "notes", "--ppm", "fast")).toBe(2);
    expect(await ringside("video", "sync", "Round", "notes", "--ppm", "900000", "--offset-ms", "0")).toBe(0);
    expect(await ringside("video", "sync", "Round", "notes", "--ppm", "2000000")).toBe(1);
  });
});
