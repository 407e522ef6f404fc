import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ProblemError } from "#domain/problems.ts";
import { JobDesk } from "../jobs.ts";
import { convert } from "./convert.ts";
import { makeVideo, steadyTimesUs } from "./testing/madeVideo.ts";
import { beside, withVideos } from "./testing/videoRig.ts";
import { VideoDesk } from "./videoDesk.ts";

const quiet = { signal: new AbortController().signal, progress: () => {} };
const frameCounter = join(process.env.RINGSIDE_RECORDINGS ?? "", "video-frame-counter", "mock_session.mp4");

function hasFfmpeg(): boolean {
  try {
    execFileSync("ffmpeg", ["-version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A program that stands for ffmpeg: a few lines of shell. */
async function program(path: string, ...lines: string[]): Promise<string> {
  await writeFile(path, ["#!/bin/sh", ...lines].join("\n"));
  await chmod(path, 0o755);
  return path;
}

describe.skipIf(!hasFfmpeg())("Converting", () => {
  it.skipIf(!existsSync(frameCounter))("makes MPEG-4 part 2 playable, with every frame at its time", () =>
    withVideos(async (rig) => {
      const before = await rig.desk.attach(rig.captureId, frameCounter);
      expect(before).toMatchObject({ codec: "mpeg4", mime: 'video/mp4; codecs="mp4v"', frames: 600 });
      const beforeUs = await rig.desk.frames(before.id);
      const told: [number, number | null][] = [];
      const job = { ...quiet, progress: (done: number, of: number | null) => told.push([done, of]) };
      const after = await rig.desk.convert(before.id, job);
      expect(after).toMatchObject({ id: before.id, codec: "avc", frames: 600, widthPx: 640, sync: before.sync });
      const afterUs = await rig.desk.frames(before.id);
      expect(Math.max(...afterUs.map((timeUs, index) => Math.abs(timeUs - beforeUs[index]!)))).toBeLessThan(50);
      expect(told.at(-1)![1]).toBe(20_000_000);
      // The file that was attached stays beside it.
      expect((await readdir(join(rig.folder, "media"))).sort()).toEqual([
        `${before.id}.converted.mp4`,
        `${before.id}.mp4`,
      ]);
    }),
  );

  it("keeps an uneven rhythm of frames, a late start and an odd size", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "odd.mkv");
      const source = ["-f", "lavfi", "-i", "testsrc2=s=161x121:r=50:d=2,select='mod(n,7)*mod(n,3)',setpts=PTS+0.8/TB"];
      const made = ["-fps_mode", "passthrough", "-enc_time_base", "-1", "-c:v", "mjpeg", "-strict", "-1", "-y", path];
      execFileSync("ffmpeg", ["-v", "error", "-copyts", ...source, ...made]);
      const before = await rig.desk.attach(rig.captureId, path);
      const beforeUs = await rig.desk.frames(before.id);
      expect(beforeUs[0]).toBeGreaterThan(800_000);
      const after = await rig.desk.convert(before.id, quiet);
      const afterUs = await rig.desk.frames(after.id);
      expect(afterUs.length).toBe(beforeUs.length);
      expect(Math.max(...afterUs.map((timeUs, index) => Math.abs(timeUs - beforeUs[index]!)))).toBeLessThan(1_000);
    }));

  it("says what ffmpeg says of a file that holds no video, and leaves nothing behind", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "diary.mp4");
      await writeFile(path, "dear diary");
      await rig.desk.attach(rig.captureId, path).catch(() => undefined);
      const [damaged] = await rig.desk.list(rig.captureId);
      await expect(rig.desk.convert(damaged!.id, quiet)).rejects.toThrow("video.notConverted");
      expect(await rig.desk.list(rig.captureId)).toEqual([damaged]);
      expect(await readdir(join(rig.folder, "media"))).toEqual([`${damaged!.id}.video`]);
    }));
});

describe.skipIf(process.platform === "win32")("The converter", () => {
  it("is killed when the job is cancelled, and what it made is removed", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(30) });
      const { id } = await rig.desk.attach(rig.captureId, path);
      const started = beside(rig, "started");
      const endless = await program(
        beside(rig, "endless"),
        `for file; do :; done; file="\${file#file:}"; echo half > "$file"; echo $$ > "${started}"; echo out_time_us=500000; exec sleep 60`,
      );
      const desk = new VideoDesk({ requireStore: () => rig.store, log: () => {}, ffmpeg: endless });
      const told = Promise.withResolvers<number>();
      const jobs = new JobDesk(({ done }) => told.resolve(done));
      const work = jobs.run("one", (job) => desk.convert(id, job));
      expect(await told.promise).toBe(500_000);
      jobs.cancel("one");
      await expect(work).rejects.toThrow("job.cancelled");
      expect(await readdir(join(rig.folder, "media"))).toEqual([`${id}.mp4`]);
      expect(await rig.desk.list(rig.captureId)).toMatchObject([{ id, codec: "vp9", state: "ready" }]);
    }));

  it("takes the next encoder where the first is missing", () =>
    withVideos(async (rig) => {
      const calls = beside(rig, "calls");
      const picky = await program(
        beside(rig, "picky"),
        `echo "$@" >> "${calls}"; case "$*" in *libx264*) echo "Unknown encoder 'libx264'" >&2; exit 1;; esac`,
      );
      await convert(picky, "a", "b", null, quiet);
      const [first, second, ...more] = (await readFile(calls, "utf8")).trim().split("\n");
      expect([first!.includes("libx264"), second!.includes("libvpx-vp9"), more]).toEqual([true, true, []]);
      const none = await program(beside(rig, "none"), `echo "Unknown encoder" >&2; exit 1`);
      await expect(convert(none, "a", "b", null, quiet)).rejects.toThrow("video.notConverted");
    }));

  it("tells a full disk and a missing program from a file that it cannot read", () =>
    withVideos(async (rig) => {
      const code = (ffmpeg: string) =>
        convert(ffmpeg, "a", "b", null, quiet).catch((error: unknown) => (error as ProblemError).problem.code);
      expect(await code(await program(beside(rig, "full"), "echo 'No space left on device' >&2; exit 1"))).toBe(
        "disk.full",
      );
      expect(await code(await program(beside(rig, "bad"), "exit 3"))).toBe("video.notConverted");
      expect(await code(beside(rig, "nothing here"))).toBe("video.noFfmpeg");
    }));
});
