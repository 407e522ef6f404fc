import { readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { VideoSync } from "#domain/sync/video.ts";
import { measure } from "./measure.ts";
import { makeVideo, steadyTimesUs } from "./testing/madeVideo.ts";
import { beside, type VideoRig, withVideos } from "./testing/videoRig.ts";

const SYNC: VideoSync = {
  method: "anchors",
  line: { offsetUs: 1_500_000, rate: 1.00002 },
  anchors: [{ videoUs: 0, captureUs: 1_500_000 }],
};

async function code(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (reason: { problem?: { code: string } }) => reason,
  );
  return error?.problem?.code ?? String(error);
}

const mediaFiles = ({ folder }: VideoRig) => readdir(join(folder, "media"));

describe("A video that is sent", () => {
  it("is measured when it is whole, and is one named step of the history", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(90), sound: true, rotation: 90 });
      const videoId = await rig.send(path);
      expect(await rig.desk.list(rig.captureId)).toMatchObject([{ state: "writing", frames: 0 }]);
      expect((await rig.store.captures(false))[0]!.videos).toBe(0);

      const video = await rig.desk.finish(videoId, SYNC);
      expect(video).toMatchObject({
        name: "Ring side",
        state: "ready",
        trouble: null,
        mime: 'video/mp4; codecs="vp09.00.10.08, opus"',
        codec: "vp9",
        widthPx: 240,
        heightPx: 320,
        durationUs: 3_000_000,
        frames: 90,
        hasSound: true,
        sync: SYNC,
      });
      const frames = await rig.desk.frames(videoId);
      expect([...frames]).toEqual(steadyTimesUs(90).map((timeUs) => expect.closeTo(timeUs, 0)));
      expect(await mediaFiles(rig)).toEqual([`${videoId}.mp4`]);
      expect(await readFile(join(rig.folder, "media", `${videoId}.mp4`))).toEqual(await readFile(path));
      expect((await rig.store.captures(false))[0]!.videos).toBe(1);

      expect(await rig.store.undo(null)).toEqual({ code: "videoAdd", detail: { name: "Ring side" } });
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
      await rig.store.redo(null);
      expect(await rig.desk.list(rig.captureId)).toEqual([video]);
      expect(await rig.desk.finish(videoId, null)).toEqual(video);
    }));

  it("is made whole by itself when a camera's page falls silent, and waits for one that says it is there", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "fragmentedMp4", timesUs: steadyTimesUs(60) });
      const bytes = await readFile(path);
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      try {
        const sync = { ...SYNC, anchors: [...SYNC.anchors] };
        const videoId = await rig.desk.begin({ captureId: rig.captureId, name: "Camera", source: "camera", sync });
        await rig.desk.append(videoId, 0, bytes);
        for (let n = 0; n < 5; n++) {
          vi.advanceTimersByTime(20_000);
          await rig.desk.append(videoId, bytes.length, new Uint8Array());
        }
        expect(await rig.desk.list(rig.captureId)).toMatchObject([{ state: "writing" }]);
        vi.advanceTimersByTime(31_000);
      } finally {
        vi.useRealTimers();
      }
      await expect
        .poll(() => rig.desk.list(rig.captureId))
        .toMatchObject([{ state: "ready", frames: 60, sync: SYNC, trouble: null }]);
    }));

  it("takes a piece twice, keeps the order of pieces that come at once, and refuses a hole", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.webm");
      await makeVideo(path, { container: "webm", timesUs: steadyTimesUs(10) });
      const bytes = await readFile(path);
      const videoId = await rig.desk.begin({ captureId: rig.captureId, name: "x", source: "camera", sync: null });
      expect(await rig.desk.append(videoId, 5, bytes.subarray(5))).toBe("hole");
      const pieces = [
        [0, 100],
        [50, 900],
        [0, 10],
        [900, bytes.length],
      ].map(([from, to]) => rig.desk.append(videoId, from!, bytes.subarray(from, to)));
      expect(await Promise.all(pieces)).toEqual(["done", "done", "done", "done"]);
      await rig.desk.finish(videoId, null);
      expect(await readFile(join(rig.folder, "media", `${videoId}.webm`))).toEqual(bytes);
      expect(await code(rig.desk.append(videoId, bytes.length, bytes))).toBe("video.finished");
    }));

  it.each(["liveWebm", "liveMatroska", "fragmentedMp4"] as const)(
    "as %s, in which a player cannot jump, is rewritten with every frame where it was",
    (container) =>
      withVideos(async (rig) => {
        const path = beside(rig, "live");
        // A camera that drops a frame now and then.
        const timesUs = steadyTimesUs(90).filter((_, index) => index % 7 !== 3);
        await makeVideo(path, { container, timesUs, sound: true });
        const before = await measure(path);
        expect(before.seekable).toBe(false);
        const video = await rig.desk.finish(await rig.send(path, { source: "camera" }), null);
        expect(video).toMatchObject({ state: "ready", frames: timesUs.length, hasSound: true, codec: "vp9" });
        const [file, ...others] = await mediaFiles(rig);
        expect(others).toEqual([]);
        const after = await measure(join(rig.folder, "media", file!));
        expect(after.seekable).toBe(true);
        expect(after.frameTimesUs).toEqual(before.frameTimesUs);
        expect(await rig.desk.frames(video.id)).toEqual(after.frameTimesUs);
      }),
  );

  it("is renamed, synced and removed, each a step that undo takes back after a restart too", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mov", timesUs: steadyTimesUs(30) });
      const { id } = await rig.desk.attach(rig.captureId, path);
      expect(await rig.desk.rename(id, "Left corner")).toMatchObject({ name: "Left corner" });
      expect(await rig.desk.setSync(id, SYNC)).toMatchObject({ sync: SYNC });
      await rig.desk.remove(id);
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
      await rig.reopen();
      expect((await rig.store.undo(null))?.code).toBe("videoRemove");
      expect(await rig.desk.list(rig.captureId)).toMatchObject([{ name: "Left corner", sync: SYNC, state: "ready" }]);
      expect((await rig.store.undo(null))?.code).toBe("videoSync");
      expect((await rig.store.undo(null))?.code).toBe("videoRename");
      expect(await rig.desk.list(rig.captureId)).toMatchObject([
        { name: "a", sync: { method: "start", line: { offsetUs: 0, rate: 1 } } },
      ]);
    }));

  it("tells that the videos of its capture changed, by an undo too", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(30) });
      const { id } = await rig.desk.attach(rig.captureId, path);
      const told: (readonly string[])[] = [];
      rig.store.onChange((change) => change.event === "videos" && told.push(change.captureIds));
      await rig.desk.rename(id, "Other");
      await rig.store.undo(null);
      expect(told).toEqual([[rig.captureId], [rig.captureId]]);
      await rig.store.rename(rig.captureId, "Hook");
      await rig.store.undo(null);
      expect(told.length).toBe(2);
    }));
});

describe("A video that cannot be used", () => {
  it.each([
    ["no video at all", "video.unreadable", async (path: string) => writeFile(path, "dear diary")],
    [
      "random bytes",
      "video.unreadable",
      async (path: string) =>
        writeFile(
          path,
          Uint8Array.from({ length: 5_000 }, (_, i) => (i * i * 7) % 256),
        ),
    ],
    [
      "cut off before its tables",
      "video.unreadable",
      async (path: string) => {
        await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(60) });
        await truncate(path, 9_000);
      },
    ],
    [
      "sound only",
      "video.noPicture",
      async (path: string) =>
        makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(60), sound: true, picture: false }),
    ],
  ] as const)("because it is %s is said so, kept and listed as damaged", (_, problem, make) =>
    withVideos(async (rig) => {
      const path = beside(rig, "broken.mp4");
      await make(path);
      const videoId = await rig.send(path);
      expect(await code(rig.desk.finish(videoId, null))).toBe(problem);
      expect(await rig.desk.list(rig.captureId)).toMatchObject([{ state: "damaged", trouble: problem, codec: null }]);
      expect(await code(rig.desk.finish(videoId, null))).toBe(problem);
      const [file] = await mediaFiles(rig);
      expect(await readFile(join(rig.folder, "media", file!))).toEqual(await readFile(path));
      await rig.store.undo(null);
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
    }),
  );

  it("because it is empty is said so, and nothing of it stays", () =>
    withVideos(async (rig) => {
      const videoId = await rig.desk.begin({ captureId: rig.captureId, name: "x", source: "camera", sync: null });
      expect(await code(rig.desk.finish(videoId, null))).toBe("video.empty");
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
      expect(await mediaFiles(rig)).toEqual([]);
      expect(await code(rig.desk.finish(videoId, null))).toBe("video.notFound");
    }));

  it("because nobody can read the file, or its capture is gone, leaves nothing behind", () =>
    withVideos(async (rig) => {
      expect(await code(rig.desk.attach(rig.captureId, beside(rig, "missing.mp4")))).toBe("video.noFile");
      expect(await code(rig.desk.attach(rig.captureId, rig.folder))).toBe("video.noFile");
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(3) });
      expect(await code(rig.desk.attach(crypto.randomUUID(), path))).toBe("capture.notFound");
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
      expect(await mediaFiles(rig)).toEqual([]);
    }));

  it("because it was abandoned is gone; one that is finished cannot be abandoned", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(30) });
      await rig.desk.abandon(await rig.send(path));
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
      expect(await mediaFiles(rig)).toEqual([]);
      const { id } = await rig.desk.attach(rig.captureId, path);
      await rig.desk.abandon(id);
      expect(await rig.desk.list(rig.captureId)).toMatchObject([{ id, state: "ready" }]);
    }));
});

describe("When a studio died", () => {
  it.each(["fragmentedMp4", "liveWebm"] as const)(
    "a recording as %s is found at the next opening, up to its last whole piece",
    (container) =>
      withVideos(async (rig) => {
        const path = beside(rig, "recording");
        await makeVideo(path, { container, timesUs: steadyTimesUs(150) });
        await truncate(path, Math.round((await readFile(path)).length * 0.7));
        await rig.desk.begin({ captureId: rig.captureId, name: "Nothing came", source: "camera", sync: null });
        const videoId = await rig.send(path, { source: "camera" });
        await rig.reopen();
        const [video] = await rig.desk.list(rig.captureId);
        expect(video).toMatchObject({ id: videoId, state: "ready", source: "camera" });
        expect(video!.frames).toBeGreaterThanOrEqual(60);
        expect(video!.frames).toBeLessThan(110);
        const [file, ...others] = await mediaFiles(rig);
        expect(others).toEqual([]);
        expect(await measure(join(rig.folder, "media", file!))).toMatchObject({ seekable: true });
        expect((await rig.store.history(null)).undo).toBeNull();
      }),
  );

  it("a file that was being attached is forgotten, and so is what was being made", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.mp4");
      await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(30) });
      await rig.send(path, { source: "attached" });
      await rig.desk.begin({ captureId: rig.captureId, name: "Never came", source: "camera", sync: null });
      await writeFile(join(rig.folder, "media", "11111111-1111-4111-8111-111111111111.mp4.new"), "half");
      await writeFile(join(rig.folder, "media", "22222222-2222-4222-8222-222222222222.part"), "nobody's");
      await rig.reopen();
      expect(await rig.desk.list(rig.captureId)).toEqual([]);
      expect(await mediaFiles(rig)).toEqual([]);
    }));
});
