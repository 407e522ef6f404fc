// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import type { RecordingState } from "#contract/recording.ts";
import type { Video } from "#domain/videos.ts";
import { FakeStudio } from "../../app/studio/fakeStudio.ts";
import * as toast from "../../ui/Toast.tsx";
import { captureOf } from "../../workspaces/shared/testCaptures.ts";
import { createFilming } from "./filming.ts";
import type { FilmSource } from "./filmSource.ts";
import type { FilmedTime } from "./reel.ts";
import { FakeReel } from "./testing/fakeReel.ts";

const FIRST = "00000000-0000-4000-8000-000000000001";
const SECOND = "00000000-0000-4000-8000-000000000002";

function recordingOf(captureId: string): RecordingState {
  return { phase: "recording", captureId, name: "Jab 01", startedAtMs: 0, maxLengthS: null, rows: 0 };
}
const REVIEW: RecordingState = { phase: "review", capture: captureOf() };
const front: FilmSource = { key: "a", kind: "camera", name: "Front", stream: {} as MediaStream };
const side: FilmSource = { key: "b", kind: "camera", name: "Side", stream: {} as MediaStream };

/** The page's clock is the host's; each capture began at the host's second 1; the first frame came at second 1.25. */
const seen: FilmedTime = { line: { offsetUs: 1_250_000, rate: 1 }, witness: "sightings" };

function rig(time: FilmedTime | null = seen) {
  let begun = 0;
  const sent = new Map<string, number>();
  const studio = new FakeStudio({
    "clock.now": () => {
      const hostUs = performance.now() * 1000;
      const { state } = recording.getState();
      const captureId = state.phase === "recording" ? state.captureId : null;
      return { hostUs, recording: captureId === null ? null : { captureId, captureUs: hostUs - 1e6 } };
    },
    "video.begin": () => ({ ok: true, value: { videoId: `v${++begun}` } }),
    "video.finish": ({ videoId }) => ({ ok: true, value: { id: videoId } as Video }) as never,
  });
  studio.sendBulk = async (path, bytes) => {
    const id = /videos\/(\w+)\//.exec(path)![1]!;
    sent.set(id, (sent.get(id) ?? 0) + bytes.byteLength);
  };
  const recording = createStore<{ state: RecordingState }>(() => ({ state: { phase: "idle" } }));
  const reels: FakeReel[] = [];
  const filming = createFilming(studio, recording, async (_stream, sink) => {
    reels.push(new FakeReel(sink, time));
    return reels.at(-1)!;
  });
  const go = (state: RecordingState) => recording.setState({ state });
  const films = () => filming.store.getState().films;
  return { studio, filming, reels, sent, go, films };
}

const said: { words: string; next?: string }[] = [];
beforeEach(() => {
  said.length = 0;
  vi.restoreAllMocks();
  vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.spyOn(toast, "say").mockImplementation((notice) => {
    said.push(notice);
    return () => {};
  });
  vi.spyOn(toast, "sayProblem").mockImplementation(({ code }) => void said.push({ words: code }));
});

describe("filming a capture", () => {
  it("begins with the recording, one video for each camera, and ends with it, all bytes sent", async () => {
    const { studio, filming, reels, sent, go, films } = rig();
    filming.setSources([front, side]);
    expect(films()).toEqual([]);
    go(recordingOf(FIRST));
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(2);
    expect(studio.inputsOf("video.begin").map(({ captureId, name, source }) => [captureId, name, source])).toEqual([
      [FIRST, "Front", "camera"],
      [FIRST, "Side", "camera"],
    ]);
    await reels[0]!.film(500);
    await reels[1]!.film(70);
    go(REVIEW);
    expect(films().map(({ phase }) => phase)).toEqual(["saving", "saving"]);
    await expect.poll(films).toEqual([]);
    expect(sent).toEqual(
      new Map([
        ["v1", 500],
        ["v2", 70],
      ]),
    );
    expect(
      studio
        .inputsOf("video.finish")
        .map(({ videoId }) => videoId)
        .sort(),
    ).toEqual(["v1", "v2"]);
    expect(said).toEqual([]);
  });

  it("knows the sync from the first word to the host, and better at the end", async () => {
    const { studio, filming, reels, go, films } = rig();
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(1);
    await reels[0]!.film(10);
    go(REVIEW);
    await expect.poll(films).toEqual([]);
    for (const { sync } of [studio.inputsOf("video.begin")[0]!, studio.inputsOf("video.finish")[0]!]) {
      expect(sync!.method).toBe("clocks");
      expect(Math.abs(sync!.line.offsetUs - 250_000)).toBeLessThan(5_000);
      expect(sync!.anchors.length).toBeGreaterThan(0);
    }
  });

  it("says that nobody looked where the browser tells no frame's time", async () => {
    const { studio, filming, reels, go } = rig({ ...seen, witness: "start" });
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(1);
    await reels[0]!.film(10);
    go(REVIEW);
    await expect.poll(() => studio.inputsOf("video.finish")[0]?.sync?.method).toBe("start");
  });

  it("films the next capture while the last one is still being saved", async () => {
    const { studio, filming, reels, go, films } = rig();
    const release = Promise.withResolvers<void>();
    const finish = studio.script["video.finish"]!;
    studio.script["video.finish"] = async (input) => {
      await release.promise;
      return finish(input);
    };
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => reels).toHaveLength(1);
    await reels[0]!.film(10);
    go(REVIEW);
    go(recordingOf(SECOND));
    await expect
      .poll(() => films().map(({ captureId, phase }) => [captureId, phase]))
      .toEqual([
        [FIRST, "saving"],
        [SECOND, "filming"],
      ]);
    release.resolve();
    await expect.poll(() => films().map(({ captureId }) => captureId)).toEqual([SECOND]);
  });

  it("films a camera that comes on in the middle from there", async () => {
    const { studio, filming, go } = rig();
    go(recordingOf(FIRST));
    expect(filming.busy).toBe(false);
    filming.setSources([front]);
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(1);
    expect(filming.busy).toBe(true);
  });
});

describe("when something goes wrong while filming", () => {
  it("keeps what a camera filmed that was pulled out; the other films on", async () => {
    const { studio, filming, reels, sent, go, films } = rig();
    filming.setSources([front, side]);
    go(recordingOf(FIRST));
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(2);
    await reels[0]!.film(400);
    reels[0]!.unplug();
    filming.lost(front);
    filming.setSources([side]);
    await expect.poll(() => studio.inputsOf("video.finish").map(({ videoId }) => videoId)).toEqual(["v1"]);
    expect(sent.get("v1")).toBe(400);
    expect(films()).toMatchObject([{ name: "Side", phase: "filming" }]);
    expect(said).toMatchObject([{ words: expect.stringContaining("Front is gone. The glove recording goes on.") }]);
  });

  it("keeps what was sent when the encoder dies, and says so", async () => {
    const { studio, filming, reels, sent, go, films } = rig();
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(1);
    await reels[0]!.film(300);
    reels[0]!.failure = new Error("encoder");
    go(REVIEW);
    await expect.poll(films).toEqual([]);
    expect(sent.get("v1")).toBe(300);
    expect(studio.inputsOf("video.finish")).toHaveLength(1);
    expect(said).toEqual([{ words: "film.notSaved" }]);
  });

  it("says what the host says when the disk is full", async () => {
    const { studio, filming, reels, go, films } = rig();
    studio.script["video.begin"] = () => ({ ok: false, problem: { code: "disk.full", detail: {} } });
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => said).toEqual([{ words: "disk.full" }]);
    expect(reels[0]!.stopped).toBeGreaterThan(0);
    expect(studio.inputsOf("video.finish")).toEqual([]);
    expect(films()).toEqual([]);
  });

  it("leaves no video behind when the encoder takes not one frame", async () => {
    const { studio, filming, reels, go } = rig();
    studio.script["video.abandon"] = () => ({ ok: true, value: undefined });
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => studio.inputsOf("video.begin")).toHaveLength(1);
    reels[0]!.failure = new Error("Encoding error.");
    reels[0]!.unplug();
    await expect.poll(() => said).toEqual([{ words: "film.notSaved" }]);
    expect(studio.inputsOf("video.abandon")).toEqual([{ videoId: "v1" }]);
    expect(studio.inputsOf("video.finish")).toEqual([]);
  });

  it("makes no video of a camera that gave no picture", async () => {
    const { studio, filming, go } = rig(null);
    filming.setSources([front]);
    go(recordingOf(FIRST));
    await expect.poll(() => said).toEqual([{ words: "film.noPicture" }]);
    expect(studio.inputsOf("video.begin")).toEqual([]);
  });
});
