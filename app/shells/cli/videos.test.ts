import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeVideo, steadyTimesUs } from "#host/media/testing/madeVideo.ts";
import { CommandLine } from "./testing/commandLine.ts";

// Each command opens the studio anew.
vi.setConfig({ testTimeout: 120_000 });

let line: CommandLine;

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
  line = await CommandLine.open();
  await line.json("record", "--source", "simulated", "--project", "Gym", "--seconds", "0.3", "--name", "Round");
});

afterEach(() => line.close());

describe("videos from the command line", () => {
  test("are attached, listed, synced by hand, renamed, exported, removed and brought back", async () => {
    const path = join(line.folder, "ring side.mp4");
    await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(60), sound: true });
    const [video] = await line.json<VideoJson[]>("video", "attach", "Round", path);
    expect(video).toMatchObject({ name: "ring side", frames: 60, state: "ready", offsetMs: 0, residualMs: null });

    const synced = ["video", "sync", "Round", "ring side", "--offset-ms", "-1250.5", "--ppm", "-20"];
    expect(await line.json<VideoJson[]>(...synced)).toMatchObject([{ offsetMs: -1250.5, sync: { method: "anchors" } }]);
    const [told] = await line.json<VideoJson[]>("video", "sync", "Round", video!.id.slice(0, 8));
    expect(told!.driftPpm).toBeCloseTo(-20, 6);

    await line.json("video", "rename", "Round", "ring side", "Left corner");
    expect(await line.run("video", "list", "Round")).toBe(0);
    expect(line.out.join("\n")).toContain("Left corner");
    expect(line.out.join("\n")).toContain("-1250.5 ms");

    const exported = await line.json<{ files: string[] }>(
      "video",
      "export",
      "Round",
      "Left corner",
      "--to",
      join(line.folder, "out"),
    );
    expect(exported.files).toEqual([join(line.folder, "out", "Left corner.mp4")]);
    expect(await readFile(exported.files[0]!)).toEqual(await readFile(path));
    const again = await line.json<{ files: string[] }>(
      "video",
      "export",
      "Round",
      "Left corner",
      "--to",
      join(line.folder, "out"),
    );
    expect(again.files).toEqual([join(line.folder, "out", "Left corner (2).mp4")]);

    expect(await line.json("video", "remove", "Round", "Left corner")).toEqual([]);
    await line.json("undo");
    expect(await line.json<VideoJson[]>("video", "list", "Round")).toMatchObject([{ name: "Left corner" }]);
  });

  test("that cannot be read, or are not there, are said so with what to do", async () => {
    await writeFile(join(line.folder, "notes.mp4"), "dear diary");
    expect(await line.run("video", "attach", "Round", join(line.folder, "notes.mp4"))).toBe(1);
    expect(line.err).toEqual([
      "No video can be read from this file.",
      "The file is kept with the capture. Convert it, or export it again as MP4 where it was made.",
    ]);
    expect(await line.run("video", "attach", "Round", join(line.folder, "missing.mp4"))).toBe(1);
    expect(await line.run("video", "sync", "Round", "nothing", "--json")).toBe(1);
    expect(JSON.parse(line.out.join("\n"))).toMatchObject({ problem: "cli.noSuchVideo" });
    expect(await line.run("video", "sync", "Round", "notes", "--ppm", "fast")).toBe(2);
    expect(await line.run("video", "sync", "Round", "notes", "--ppm", "900000", "--offset-ms", "0")).toBe(0);
    expect(await line.run("video", "sync", "Round", "notes", "--ppm", "2000000")).toBe(1);
  });
});
