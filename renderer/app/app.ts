import { createContext, useContext } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import { type Checking, createChecking } from "../deploy/checking.ts";
import { createFlashing, type Flashing } from "../deploy/flashing.ts";
import { createPacks, type Packs } from "../deploy/packs.ts";
import { createRounds, type Rounds } from "../deploy/round/rounds.ts";
import { createSounds } from "../deploy/round/sounds.ts";
import { createLiveRecording, type LiveRecording } from "../labels/recording/liveRecording.ts";
import { createQueue, type Queue } from "../queue/queue.ts";
import { createTraining, type Training } from "../training/training.ts";
import { type Cameras, createCameras } from "../video/recording/cameras.ts";
import { createFilming, type FilmingRoom } from "../video/recording/filming.ts";
import { type Accuracy, createAccuracy } from "./stores/accuracy.ts";
import { type Captures, createCaptures } from "./stores/captures.ts";
import { createDevices, type Devices } from "./stores/devices.ts";
import { createGateway, type Gateway } from "./stores/gateway.ts";
import { createHistory, type History } from "./stores/history.ts";
import { createListening, type ListeningStore } from "./stores/listening.ts";
import { createPeople, type People } from "./stores/people.ts";
import { createProject, type Project } from "./stores/project.ts";
import { createRecording, type Recording } from "./stores/recording.ts";
import { createScheme, type Scheme } from "./stores/scheme.ts";
import { createShell, type Shell } from "./stores/shell.ts";

/** Everything that screens and commands share: the host, and what the page knows of it. */
export interface App {
  readonly studio: Studio;
  readonly shell: Shell;
  readonly project: Project;
  readonly devices: Devices;
  readonly recording: Recording;
  readonly gateway: Gateway;
  readonly people: People;
  readonly listening: ListeningStore;
  readonly captures: Captures;
  readonly queue: Queue;
  readonly accuracy: Accuracy;
  readonly packs: Packs;
  readonly training: Training;
  readonly flashing: Flashing;
  readonly checking: Checking;
  readonly rounds: Rounds;
  readonly history: History;
  readonly cameras: Cameras;
  readonly filming: FilmingRoom;
  readonly scheme: Scheme;
  readonly liveRecording: LiveRecording;
  /** Reads everything from the host: at the start, and when the host is back. */
  refresh(): Promise<void>;
}

export function createApp(studio: Studio, page: Window): App {
  const shell = createShell(page);
  const project = createProject(studio);
  const devices = createDevices(studio);
  const recording = createRecording(studio);
  const people = createPeople(studio);
  const gateway = createGateway(studio, () => devices.store.getState().connected);
  const listening = createListening(studio);
  const captures = createCaptures(studio);
  const queue = createQueue(shell, captures, page.localStorage);
  const filtered = () => queue.shown(captures.store.getState().rows ?? []).captures;
  const accuracy = createAccuracy(studio, { store: captures.store, filtered });
  const packs = createPacks(studio);
  const training = createTraining({ studio, project, captures, shell, storage: page.localStorage });
  const flashing = createFlashing(studio);
  const checking = createChecking(studio, listening);
  const rounds = createRounds({
    studio,
    storage: page.localStorage,
    sounds: createSounds(page),
    connected: () => devices.store.getState().connected,
    modelIds: () => listening.store.getState().modelIds,
    now: () => page.performance.now(),
  });
  const history = createHistory(studio);
  const filming = createFilming(studio, recording.store);
  const cameras = createCameras(filming, page);
  const scheme = createScheme(studio);
  const liveRecording = createLiveRecording(studio, { recording: recording.store, devices: devices.store });

  const refreshProjectParts = async () => {
    if (project.store.getState().open) {
      await Promise.all([recording.refresh(), captures.refresh(), history.refresh(), scheme.refresh()]);
    }
  };
  const refresh = async () => {
    await project.refresh();
    await Promise.all([refreshProjectParts(), devices.refresh(), listening.refresh(), gateway.refresh()]);
  };
  project.store.subscribe(({ open }, before) => {
    if (before.open === undefined || open?.id === before.open?.id) return;
    // What was open belongs to the project before.
    shell.leaveCapture();
    captures.forget();
    accuracy.forget();
    packs.forget();
    training.forget();
    void refreshProjectParts();
  });
  studio.onConnection((connected) => {
    shell.store.setState({ connected });
    if (connected) void refresh();
  });
  return {
    studio,
    shell,
    project,
    devices,
    recording,
    gateway,
    people,
    listening,
    captures,
    queue,
    accuracy,
    packs,
    training,
    flashing,
    checking,
    rounds,
    history,
    scheme,
    liveRecording,
    cameras,
    filming,
    refresh,
  };
}

const AppContext = createContext<App | null>(null);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("useApp outside of AppProvider");
  return app;
}

/** A part of one of the app's stores: `useOf(useApp().devices, (s) => s.connected)`. */
export function useOf<S, T>(owner: { readonly store: StoreApi<S> }, select: (state: S) => T): T {
  return useStore(owner.store, select);
}
