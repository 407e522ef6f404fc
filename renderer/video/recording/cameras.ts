import { createStore } from "zustand/vanilla";
import { sayProblem } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import type { FilmingRoom } from "./filming.ts";
import {
  closeStream,
  type FilmSource,
  openCamera,
  openMicrophone,
  openScreen,
  refusalOf,
  SCREEN,
} from "./filmSource.ts";
import { type Camera, type FilmSetup, keepSetup, readSetup, remembered } from "./setup.ts";

export interface CamerasView {
  /** False where the page can have no camera at all. */
  readonly able: boolean;
  /** Cameras by name; null until the user let the studio see them. */
  readonly cameras: readonly Camera[] | null;
  /** What is on, cameras before the screen. */
  readonly sources: readonly FilmSource[];
  /** Keys of what is being opened. */
  readonly opening: readonly string[];
  readonly setup: FilmSetup;
}

/**
 * Cameras, microphone and screen of this machine: which there are, which are on. The browser's permission is asked for
 * only when the user turns one on; those that were on last time come back by themselves where it was granted for good.
 */
export function createCameras(filming: Pick<FilmingRoom, "store" | "setSources" | "lost" | "busy">, page: Window) {
  const devices = page.navigator.mediaDevices as MediaDevices | undefined;
  const store = createStore<CamerasView>(() => ({
    able: devices !== undefined,
    cameras: null,
    sources: [],
    opening: [],
    setup: readSetup(page.localStorage),
  }));
  const { getState, setState } = store;
  let microphone: MediaStream | null = null;
  let attended = false;

  const setSources = (sources: readonly FilmSource[]) => {
    setState({ sources: sources.toSorted((a, b) => Number(a.key === SCREEN) - Number(b.key === SCREEN)) });
    filming.setSources(withSound(getState().sources, microphone));
  };
  const setSetup = (change: Partial<FilmSetup>) => {
    setState({ setup: { ...getState().setup, ...change } });
    keepSetup(page.localStorage, getState().setup);
  };
  const listCameras = async () => {
    if (devices === undefined) return;
    const all = await devices.enumerateDevices();
    const named = all.filter(({ kind, label }) => kind === "videoinput" && label !== "");
    const unnamed = all.some(({ kind, label }) => kind === "videoinput" && label === "");
    // Names are told only with the permission; a machine without a camera has none to tell.
    if (unnamed && named.length === 0) return;
    setState({ cameras: named.map(({ deviceId, label }) => ({ deviceId, name: label })) });
  };
  const opened = (source: FilmSource) => {
    setSources([...getState().sources.filter(({ key }) => key !== source.key), source]);
    source.stream.getVideoTracks()[0]?.addEventListener("ended", () => {
      // Only the world outside ends a track with this event: unplugged, or the screen's sharing was stopped.
      filming.lost(source);
      off(source.key);
    });
  };
  const off = (key: string) => {
    const source = getState().sources.find((each) => each.key === key);
    if (source === undefined) return;
    setSources(getState().sources.filter((each) => each !== source));
    closeStream(source.stream);
  };
  const open = async (key: string, work: (devices: MediaDevices) => Promise<FilmSource>) => {
    if (devices === undefined || getState().opening.includes(key)) return;
    setState({ opening: [...getState().opening, key] });
    try {
      const source = await work(devices);
      await setMicrophone();
      opened(source);
    } catch (error) {
      const refusal = refusalOf(error);
      // Who closes the system's own dialog knows it.
      if (key !== SCREEN || refusal !== "denied") sayProblem({ code: `film.${refusal}`, detail: {} });
    } finally {
      setState({ opening: getState().opening.filter((each) => each !== key) });
    }
  };
  const turnOn = (camera: Camera | null) =>
    open(camera?.deviceId ?? "", async (from) => {
      const stream = await openCamera(from, camera?.deviceId ?? null, getState().setup);
      await listCameras();
      const [track] = stream.getVideoTracks();
      const key = track?.getSettings().deviceId ?? camera?.deviceId ?? "";
      return { key, kind: "camera", name: track?.label || camera?.name || text("film.camera"), stream };
    });
  const setMicrophone = async () => {
    const wanted = getState().setup.microphone && devices !== undefined;
    if (wanted && microphone === null) {
      microphone = await openMicrophone(devices).catch(() => {
        sayProblem({ code: "film.noMicrophone", detail: {} });
        return null;
      });
    } else if (!wanted && microphone !== null) {
      closeStream(microphone);
      microphone = null;
    }
  };
  const rememberOn = () => {
    const on = getState().sources.filter(({ kind }) => kind === "camera");
    setSetup({ cameras: on.map(({ key, name }) => ({ deviceId: key, name })) });
  };
  const openAgain = async () => {
    const cameras = getState().sources.filter(({ kind }) => kind === "camera");
    for (const { key, name } of cameras) {
      off(key);
      await turnOn({ deviceId: key, name });
    }
  };
  const comeBack = async () => {
    if (devices === undefined || !(await isGranted(page))) return;
    await listCameras();
    for (const camera of remembered(getState().cameras ?? [], getState().setup)) {
      if (attended) await turnOn(camera);
    }
  };
  const letGo = () => {
    if (attended || filming.busy) return;
    for (const { key } of getState().sources) off(key);
    if (microphone !== null) closeStream(microphone);
    microphone = null;
  };
  filming.store.subscribe(letGo);
  devices?.addEventListener?.("devicechange", () => {
    if (getState().cameras !== null) void listCameras();
  });

  return {
    store,
    /** The first camera, whichever the browser takes; with it come the names of all. */
    async allow() {
      await turnOn(null);
      rememberOn();
    },
    async toggleCamera(camera: Camera) {
      if (getState().sources.some(({ key }) => key === camera.deviceId)) off(camera.deviceId);
      else await turnOn(camera);
      rememberOn();
    },
    /** All cameras off; or on what was on last, or else the first. */
    async toggle() {
      const on = getState().sources.filter(({ kind }) => kind === "camera");
      for (const { key } of on) off(key);
      if (on.length > 0) return rememberOn();
      const { cameras, setup } = getState();
      if (cameras === null) return this.allow();
      const last = remembered(cameras, setup);
      for (const camera of last.length > 0 ? last : cameras.slice(0, 1)) await turnOn(camera);
      rememberOn();
    },
    async toggleScreen() {
      if (getState().sources.some(({ key }) => key === SCREEN)) return off(SCREEN);
      await open(SCREEN, async (from) => ({
        key: SCREEN,
        kind: "screen",
        name: text("film.screen"),
        stream: await openScreen(from, getState().setup),
      }));
    },
    /** Another size, rate or the microphone: cameras that are on are opened anew, except while they film. */
    async change(change: Partial<Omit<FilmSetup, "cameras">>) {
      setSetup(change);
      if (filming.busy) return;
      await setMicrophone();
      if (change.microphone === undefined) await openAgain();
      else setSources(getState().sources);
    },
    /** The capture workspace is in sight. */
    async attend() {
      attended = true;
      await comeBack();
    },
    /** It is not any more. A camera that does not film is let go, so that its light goes out; one that films, after it. */
    leave() {
      attended = false;
      letGo();
    },
  };
}
export type Cameras = ReturnType<typeof createCameras>;

/** The microphone's sound belongs to the first video. */
function withSound(sources: readonly FilmSource[], microphone: MediaStream | null): FilmSource[] {
  const sound = microphone?.getAudioTracks() ?? [];
  return sources.map((source, index) =>
    index > 0 || sound.length === 0
      ? source
      : { ...source, stream: new MediaStream([...source.stream.getVideoTracks(), ...sound]) },
  );
}

async function isGranted(page: Window): Promise<boolean> {
  try {
    const { state } = await page.navigator.permissions.query({ name: "camera" as PermissionName });
    return state === "granted";
  } catch {
    return false;
  }
}
