// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { UNSYNCED } from "#domain/sync/video.ts";
import type { Video } from "#domain/videos.ts";
import { FakeStudio } from "../app/studio/fakeStudio.ts";
import { createCaptureVideos, syncOf } from "./captureVideos.ts";

const CAPTURE = "6c0b6d2e-0c3f-4b60-8f3a-1f1d1e0a0001";
const MB = 2 ** 20;

const videoOf = (id: string, more: Partial<Video> = {}): Video => ({
  id,
  captureId: CAPTURE,
  name: id,
  source: "attached",
  state: "ready",
  trouble: null,
  mime: "video/mp4",
  codec: "avc",
  widthPx: 640,
  heightPx: 360,
  durationUs: 10e6,
  frames: 300,
  bytes: 1,
  hasSound: false,
  sync: UNSYNCED,
  ...more,
});

/** A host that keeps videos in a list. */
function begin(listed: Video[] = []) {
  const sent: { path: string; bytes: number }[] = [];
  const studio = new FakeStudio({
    "video.list": () => ({ ok: true, value: structuredClone(listed) as never }),
    "video.begin": () => ({ ok: true, value: { videoId: "new" } }),
    "video.abandon": () => ({ ok: true, value: undefined }),
    "video.finish": () => {
      const video = videoOf("new");
      listed.push(video);
      return { ok: true, value: video as never };
    },
    "video.setSync": ({ videoId, sync }) => {
      const at = listed.findIndex(({ id }) => id === videoId);
      listed[at] = { ...listed[at]!, sync: sync as never };
      return { ok: true, value: listed[at] as never };
    },
    "job.cancel": () => true,
  });
  studio.sendBulk = async (path, bytes) => {
    sent.push({ path, bytes: bytes.length });
  };
  return { studio, sent, listed };
}

const opened = async (studio: FakeStudio) => {
  const videos = createCaptureVideos(studio, CAPTURE);
  await vi.waitFor(() => expect(videos.store.getState().videos).toBeDefined());
  return videos;
};

const film = (bytes: number) => new File([new Uint8Array(bytes)], "round one.mp4");

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});

describe("the videos of a capture", () => {
  it("show the first that is whole, and follow the host", async () => {
    const { studio, listed } = begin([videoOf("broken", { state: "damaged" }), videoOf("good")]);
    const videos = await opened(studio);
    expect(videos.store.getState().shown).toEqual(["good"]);
    listed.pop();
    studio.emit("video.changed", { captureId: CAPTURE });
    await vi.waitFor(() => expect(videos.store.getState().shown).toEqual(["broken"]));
  });

  it("do not list what is still being written", async () => {
    const { studio } = begin([videoOf("filming", { state: "writing" })]);
    expect((await opened(studio)).store.getState().videos).toEqual([]);
  });

  it("may be shown two at a time", async () => {
    const { studio } = begin([videoOf("front"), videoOf("side"), videoOf("top")]);
    const videos = await opened(studio);
    videos.beside("side");
    videos.lead("side");
    expect(videos.store.getState().shown).toEqual(["side", "front"]);
    videos.beside(null);
    expect(videos.store.getState().shown).toEqual(["side"]);
  });

  it("remember whether their panel is open", async () => {
    const { studio } = begin();
    (await opened(studio)).setOpen(false);
    expect((await opened(studio)).store.getState().open).toBe(false);
  });
});

describe("a file", () => {
  it("is sent piece by piece, measured, and shown", async () => {
    const { studio, sent } = begin([videoOf("old")]);
    const videos = await opened(studio);
    const seen: number[] = [];
    videos.store.subscribe(({ sending }) => sending && seen.push(sending.sent));
    await videos.attach(film(9 * MB));
    expect(sent.map(({ bytes }) => bytes)).toEqual([4 * MB, 4 * MB, MB]);
    expect(sent.map(({ path }) => path)).toEqual([0, 4 * MB, 8 * MB].map((at) => `bulk/videos/new/bytes?at=${at}`));
    expect(seen.at(-1)).toBe(9 * MB);
    expect(studio.inputsOf("video.begin")).toEqual([
      { captureId: CAPTURE, name: "round one", source: "attached", sync: null },
    ]);
    expect(videos.store.getState()).toMatchObject({ sending: null, shown: ["new"] });
  });

  it("whose piece did not arrive sends it again, and gives up after the third time, leaving nothing", async () => {
    const { studio } = begin();
    const videos = await opened(studio);
    const send = vi.spyOn(studio, "sendBulk").mockRejectedValueOnce(new Error("lost"));
    await videos.attach(film(MB));
    expect(send).toHaveBeenCalledTimes(2);
    expect(videos.store.getState().shown).toEqual(["new"]);
    send.mockReset().mockRejectedValue(new Error("lost"));
    await videos.attach(film(MB));
    expect(send).toHaveBeenCalledTimes(3);
    expect(studio.inputsOf("video.abandon")).toEqual([{ videoId: "new" }]);
    expect(videos.store.getState().sending).toBeNull();
  });

  it("that was cancelled leaves nothing", async () => {
    const { studio } = begin();
    const videos = await opened(studio);
    vi.spyOn(studio, "sendBulk").mockImplementation(async () => videos.cancelAttach());
    await videos.attach(film(9 * MB));
    expect(studio.inputsOf("video.abandon")).toEqual([{ videoId: "new" }]);
    expect(studio.inputsOf("video.finish")).toEqual([]);
  });
});

describe("a sync", () => {
  it("counts at once, before the host has answered, and a preview is never kept", async () => {
    const { studio } = begin([videoOf("film")]);
    const videos = await opened(studio);
    const moved = { ...UNSYNCED, line: { offsetUs: 5, rate: 1 } };
    const now = () => syncOf(videos.store.getState().videos![0]!, videos.store.getState()).line.offsetUs;
    videos.preview({ videoId: "film", sync: moved });
    expect(now()).toBe(5);
    videos.preview(null);
    expect(now()).toBe(0);
    const set = videos.setSync("film", moved);
    expect(now()).toBe(5);
    await set;
    expect(videos.store.getState().preview).toBeNull();
    expect(now()).toBe(5);
  });
});

describe("a conversion", () => {
  it("tells how far it is, and can be stopped", async () => {
    const { studio } = begin([videoOf("old")]);
    const videos = await opened(studio);
    let end = () => {};
    studio.script["video.convert"] = () =>
      new Promise((resolve) => {
        end = () => resolve({ ok: false, problem: { code: "job.cancelled", detail: {} } });
      });
    const converting = videos.convert("old");
    await vi.waitFor(() => expect(studio.inputsOf("video.convert")).toHaveLength(1));
    const { jobId } = studio.inputsOf("video.convert")[0]!;
    studio.emit("job.progress", { jobId, done: 1, of: 4 });
    expect(videos.store.getState().converting).toEqual({ videoId: "old", share: 0.25 });
    videos.cancelConvert();
    expect(studio.inputsOf("job.cancel")).toEqual([{ jobId }]);
    end();
    await converting;
    expect(videos.store.getState().converting).toBeNull();
  });
});
