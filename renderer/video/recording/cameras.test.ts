// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { createStore } from "zustand/vanilla";
import * as toast from "../../ui/Toast.tsx";
import { createCameras } from "./cameras.ts";
import type { Filming } from "./filming.ts";
import type { FilmSource } from "./filmSource.ts";
import { FakeDevices, FakeStream } from "./testing/fakeDevices.ts";

const said: string[] = [];
beforeEach(() => {
  localStorage.clear();
  said.length = 0;
  vi.spyOn(toast, "sayProblem").mockImplementation(({ code }) => void said.push(code));
  vi.stubGlobal("MediaStream", FakeStream);
});

function rig(devices: FakeDevices) {
  const filming = {
    store: createStore<Filming>(() => ({ films: [] })),
    busy: false,
    sources: [] as readonly FilmSource[],
    lostOnes: [] as string[],
    setSources(now: readonly FilmSource[]) {
      this.sources = now;
    },
    lost({ name }: FilmSource) {
      this.lostOnes.push(name);
    },
  };
  const cameras = createCameras(filming, devices.page());
  const on = () => cameras.store.getState().sources.map(({ name }) => name);
  return { cameras, filming, on };
}

describe("cameras", () => {
  it("are not asked for before somebody wants one; then all have names", async () => {
    const devices = new FakeDevices(["Front", "Side"]);
    const { cameras, on } = rig(devices);
    await cameras.attend();
    expect([devices.asked, cameras.store.getState().cameras]).toEqual([[], null]);
    await cameras.allow();
    expect(on()).toEqual(["Front"]);
    expect(cameras.store.getState().cameras!.map(({ name }) => name)).toEqual(["Front", "Side"]);
    expect(devices.asked[0]).toMatchObject({ video: { width: { ideal: 1280 }, frameRate: { ideal: 30 } } });
  });

  it("that were on come back by themselves when the browser still lets them, and go when nobody looks", async () => {
    const devices = new FakeDevices(["Front", "Side"], true);
    const first = rig(devices);
    await first.cameras.attend();
    await first.cameras.toggleCamera(first.cameras.store.getState().cameras![1]!);
    first.cameras.leave();
    expect(devices.opened.every(({ stopped }) => stopped)).toBe(true);

    const again = rig(devices);
    await again.cameras.attend();
    expect(again.on()).toEqual(["Side"]);
  });

  it("that film stay on while nobody looks, until they have filmed", async () => {
    const devices = new FakeDevices(["Front"], true);
    const { cameras, filming, on } = rig(devices);
    await cameras.attend();
    await cameras.toggle();
    filming.busy = true;
    cameras.leave();
    expect(on()).toEqual(["Front"]);
    filming.busy = false;
    filming.store.setState({ films: [] });
    expect(on()).toEqual([]);
    expect(devices.opened[0]!.stopped).toBe(true);
  });

  it("are turned on and off by one key", async () => {
    const { cameras, on } = rig(new FakeDevices(["Front", "Side"]));
    await cameras.toggle();
    expect(on()).toEqual(["Front"]);
    await cameras.toggle();
    expect(on()).toEqual([]);
    await cameras.toggle();
    expect(on()).toEqual(["Front"]);
  });

  it("that are pulled out are reported once, and leave the list", async () => {
    const devices = new FakeDevices(["Front", "Side"]);
    const { cameras, filming, on } = rig(devices);
    await cameras.allow();
    devices.unplug("Front");
    expect([on(), filming.sources, filming.lostOnes]).toEqual([[], [], ["Front"]]);
    await expect.poll(() => cameras.store.getState().cameras!.map(({ name }) => name)).toEqual(["Side"]);
  });

  it.each([
    ["NotAllowedError", "film.denied"],
    ["NotReadableError", "film.inUse"],
    ["OverconstrainedError", "film.notFound"],
    ["TypeError", "film.notOpened"],
  ])("that refuse with %s are explained as %s", async (refusal, code) => {
    const devices = new FakeDevices(["Front"]);
    devices.refusal = refusal;
    const { cameras, on } = rig(devices);
    await cameras.allow();
    expect([on(), said]).toEqual([[], [code]]);
  });

  it("of another size are opened anew, but not while they film", async () => {
    const devices = new FakeDevices(["Front"]);
    const { cameras, filming, on } = rig(devices);
    await cameras.allow();
    await cameras.change({ size: "1080p" });
    expect(on()).toEqual(["Front"]);
    expect(devices.opened.map(({ stopped }) => stopped)).toEqual([true, false]);
    expect(devices.asked.at(-1)).toMatchObject({ video: { width: { ideal: 1920 } } });
    filming.busy = true;
    await cameras.change({ size: "480p" });
    expect(devices.opened).toHaveLength(2);
  });
});

it("the screen stands after the cameras, and who closes its dialog hears nothing of it", async () => {
  const devices = new FakeDevices(["Front"]);
  const { cameras, on } = rig(devices);
  await cameras.toggleScreen();
  await cameras.allow();
  expect(on()).toEqual(["Front", "Screen"]);
  await cameras.toggleScreen();
  expect(on()).toEqual(["Front"]);
  devices.refusal = "NotAllowedError";
  await cameras.toggleScreen();
  expect([on(), said]).toEqual([["Front"], []]);
});

it("the microphone's sound belongs to the first video, and is not touched by filters", async () => {
  const devices = new FakeDevices(["Front", "Side"]);
  const { cameras, filming } = rig(devices);
  await cameras.allow();
  await cameras.toggleCamera(cameras.store.getState().cameras![1]!);
  await cameras.change({ microphone: true });
  expect(filming.sources.map(({ stream }) => stream.getAudioTracks().length)).toEqual([1, 0]);
  expect(devices.asked.at(-1)).toEqual({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  await cameras.change({ microphone: false });
  expect(filming.sources.map(({ stream }) => stream.getAudioTracks().length)).toEqual([0, 0]);
});

it("a page without cameras says so and does nothing", async () => {
  const page = { navigator: {}, localStorage } as unknown as Window;
  const cameras = createCameras(
    { store: createStore(() => ({ films: [] })), busy: false, setSources() {}, lost() {} },
    page,
  );
  await cameras.attend();
  await cameras.toggle();
  expect(cameras.store.getState()).toMatchObject({ able: false, cameras: null, sources: [] });
});
