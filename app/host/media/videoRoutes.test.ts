import { open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bulkPaths } from "#contract/bulk.ts";
import { canMount, onSmallDisk } from "../store/testing/smallDisk.ts";
import { MediaFiles } from "./mediaFiles.ts";
import { makeVideo, steadyTimesUs } from "./testing/madeVideo.ts";
import { beside, type VideoRig, withVideos } from "./testing/videoRig.ts";

/** A finished video, the path of its file and its bytes. */
async function attached(rig: VideoRig) {
  const path = beside(rig, "a.mp4");
  await makeVideo(path, { container: "mp4", timesUs: steadyTimesUs(300) });
  const { id } = await rig.desk.attach(rig.captureId, path);
  return { id, file: bulkPaths.video(id), bytes: new Uint8Array(await readFile(path)) };
}

async function body(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

describe("A video's file over HTTP", () => {
  it("comes whole with its type and length, and tells that it can be had in parts", () =>
    withVideos(async (rig) => {
      const { file, bytes } = await attached(rig);
      const answer = await rig.get(file);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toBe('video/mp4; codecs="vp09.00.10.08"');
      expect(answer.headers.get("content-length")).toBe(String(bytes.length));
      expect(answer.headers.get("accept-ranges")).toBe("bytes");
      expect(await body(answer)).toEqual(bytes);
    }));

  it.each([
    ["bytes=0-99", 0, 99],
    ["bytes=1000-", 1000, -1],
    ["bytes=-500", -500, -1],
    ["bytes=99999-9999999999", 99999, -1],
  ])("comes in the part %s", (range, from, to) =>
    withVideos(async (rig) => {
      const { file, bytes } = await attached(rig);
      const [first, last] = [from, to].map((at) => (at < 0 ? bytes.length + at : at)) as [number, number];
      const answer = await rig.get(file, { range });
      expect(answer.status).toBe(206);
      expect(answer.headers.get("content-range")).toBe(`bytes ${first}-${last}/${bytes.length}`);
      expect(answer.headers.get("content-length")).toBe(String(last - first + 1));
      expect(await body(answer)).toEqual(bytes.subarray(first, last + 1));
    }),
  );

  it("is refused beyond its end, and only told of where only that was asked", () =>
    withVideos(async (rig) => {
      const { file, bytes } = await attached(rig);
      const beyond = await rig.get(file, { range: `bytes=${bytes.length}-` });
      expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, `bytes */${bytes.length}`]);
      const head = await rig.get(file, {}, "HEAD");
      expect([head.status, head.headers.get("content-length")]).toEqual([200, String(bytes.length)]);
      expect(await head.text()).toBe("");
    }));

  it("is not there for an unknown video, one still being sent, or one whose file is gone", () =>
    withVideos(async (rig) => {
      const { id, file } = await attached(rig);
      const writing = await rig.desk.begin({ captureId: rig.captureId, name: "x", source: "camera", sync: null });
      expect((await rig.get(bulkPaths.video(writing))).status).toBe(404);
      expect((await rig.get(bulkPaths.video(crypto.randomUUID()))).status).toBe(404);
      expect((await rig.get("bulk/videos/..%2f..%2fetc/file")).status).toBe(404);
      await new MediaFiles(rig.folder).remove(`${id}.mp4`);
      const gone = await rig.get(file);
      expect([gone.status, await gone.text()]).toEqual([404, "video.notFound"]);
    }));

  it("lets go of the file when the reader stops in the middle", () =>
    withVideos(async (rig) => {
      const { file } = await attached(rig);
      const reader = (await rig.get(file)).body!.getReader();
      expect((await reader.read()).done).toBe(false);
      await reader.cancel();
      expect((await reader.read()).done).toBe(true);
    }));
});

describe("A file of six gigabytes", () => {
  it("is read where it is asked for, beyond four gigabytes too", () =>
    withVideos(async (rig) => {
      const { id, file } = await attached(rig);
      const path = join(rig.folder, "media", `${id}.mp4`);
      const handle = await open(path, "r+");
      // Sparse: it takes no room.
      await handle.write(Buffer.from("far away"), 0, 8, 6e9);
      await handle.close();
      const answer = await rig.get(file, { range: "bytes=6000000000-" });
      expect(answer.headers.get("content-range")).toBe("bytes 6000000000-6000000007/6000000008");
      expect(new TextDecoder().decode(await body(answer))).toBe("far away");
      expect(await rig.desk.append(id, 0, new Uint8Array(1)).catch((error: Error) => error.message)).toContain(
        "video.finished",
      );
    }));

  it("grows where its bytes belong", () =>
    withVideos(async (rig) => {
      const videoId = await rig.desk.begin({ captureId: rig.captureId, name: "x", source: "attached", sync: null });
      const path = join(rig.folder, "media", `${videoId}.part`);
      const handle = await open(path, "r+");
      await handle.truncate(6e9);
      await handle.close();
      expect(await rig.desk.append(videoId, 6e9 - 2, new TextEncoder().encode("abcd"))).toBe("done");
      expect(await rig.desk.append(videoId, 6e9 + 3, new Uint8Array(1))).toBe("hole");
      expect(await new MediaFiles(rig.folder).size(`${videoId}.part`)).toBe(6e9 + 2);
    }));
});

describe("Frame times over HTTP", () => {
  it("come as float64 microseconds, one a frame", () =>
    withVideos(async (rig) => {
      const { id } = await attached(rig);
      const answer = await rig.get(bulkPaths.videoFrames(id));
      const times = new Float64Array(await answer.arrayBuffer());
      expect([...times]).toEqual(steadyTimesUs(300).map((timeUs) => expect.closeTo(timeUs, 0)));
      expect((await rig.get(bulkPaths.videoFrames(crypto.randomUUID()))).status).toBe(404);
    }));
});

describe("A video's bytes over HTTP", () => {
  it("are taken piece by piece, and a hole is refused", () =>
    withVideos(async (rig) => {
      const path = beside(rig, "a.webm");
      await makeVideo(path, { container: "webm", timesUs: steadyTimesUs(60) });
      const bytes = new Uint8Array(await readFile(path));
      const videoId = await rig.desk.begin({ captureId: rig.captureId, name: "x", source: "attached", sync: null });
      const send = async (at: number, part: Uint8Array<ArrayBuffer>) => {
        const answer = await rig.post(bulkPaths.videoBytes(videoId, at), part);
        return [answer.status, await answer.text()];
      };
      expect(await send(0, bytes.slice(0, 5_000))).toEqual([204, ""]);
      expect(await send(5_001, bytes.slice(5_001))).toEqual([409, "bytes before these are missing"]);
      expect(await send(4_000, bytes.slice(4_000))).toEqual([204, ""]);
      expect((await rig.post(`bulk/videos/${videoId}/bytes?at=-1`, bytes)).status).toBe(400);
      expect((await rig.post(`bulk/videos/${videoId}/bytes`, bytes)).status).toBe(400);
      expect(await rig.desk.finish(videoId, null)).toMatchObject({ state: "ready", frames: 60, bytes: bytes.length });
      expect(await send(bytes.length, bytes)).toEqual([409, "video.finished"]);
      expect((await rig.post(bulkPaths.videoBytes(crypto.randomUUID(), 0), bytes)).status).toBe(404);
    }));

  it("are sixteen megabytes at most", () =>
    withVideos(async (rig) => {
      const videoId = await rig.desk.begin({ captureId: rig.captureId, name: "x", source: "attached", sync: null });
      const most = 16 * 2 ** 20;
      expect((await rig.post(bulkPaths.videoBytes(videoId, 0), new Uint8Array(most))).status).toBe(204);
      expect((await rig.post(bulkPaths.videoBytes(videoId, most), new Uint8Array(most + 1))).status).toBe(413);
    }));
});

describe.skipIf(!canMount)("On a full disk", () => {
  it("a piece is refused whole, and can be sent again when there is room", () =>
    onSmallDisk(2, (disk) =>
      (async () => {
        const files = new MediaFiles(disk.path);
        await files.create("a.part");
        const piece = Uint8Array.from({ length: 900_000 }, (_, index) => index % 251);
        expect(await files.append("a.part", 0, piece)).toBe("done");
        await writeFile(join(disk.path, "other"), new Uint8Array(600_000));
        await expect(files.append("a.part", piece.length, piece)).rejects.toThrow("disk.full");
        expect(await files.size("a.part")).toBe(piece.length);
        await writeFile(join(disk.path, "other"), "");
        expect(await files.append("a.part", piece.length, piece)).toBe("done");
        expect(new Uint8Array(await readFile(files.path("a.part")))).toEqual(Uint8Array.from([...piece, ...piece]));
      })(),
    ));

  it("a file that does not fit is not attached, and nothing of it stays", () =>
    withVideos((rig) =>
      onSmallDisk(1, async (disk) => {
        const path = beside(rig, "large.mp4");
        await writeFile(path, new Uint8Array(3_000_000));
        const files = new MediaFiles(disk.path);
        await files.create("other");
        await expect(files.copyFrom(path, "a.part")).rejects.toThrow("disk.full");
        expect(await files.size("a.part")).toBe(null);
      }),
    ));
});
