import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { text } from "../../ui/text.ts";
import {
  type Bout,
  beginBout,
  type Corner,
  type Cue,
  countHit,
  endBout,
  goOn,
  isOn,
  leftMs,
  passTime,
  pause,
} from "./bout.ts";
import { type RoundSettings, rememberedSettings, rememberSettings } from "./settings.ts";
import type { Sounds } from "./sounds.ts";

export interface RoundState {
  readonly settings: RoundSettings;
  /** Null while it is set up. */
  readonly bout: Bout | null;
  /** What is left of the phase, for the clock. */
  readonly leftMs: number;
  /** When the bout began, for its files. */
  readonly startedAtMs: number;
}

/** Often enough that the clock never skips a second and a bell is never late by what one hears. */
const TICK_MS = 100;

/** Who answers for a glove: a model that listens, or else the glove itself. Never both, or a punch would count twice. */
export function answersFor({ modelId }: Pick<LiveFinding, "modelId">, modelIds: readonly string[]): boolean {
  return modelId === (modelIds[0] ?? null);
}

export function cornersOf(
  { contest, names }: Pick<RoundSettings, "contest" | "names">,
  connected: readonly Pick<ConnectedDevice, "device" | "hand">[],
): Corner[] {
  const ids = connected.map(({ device }) => device.id);
  const name = (place: 0 | 1) => names[place].trim() || text(`round.corner.${place}`);
  if (!contest) return [{ name: names[0].trim() || text("round.corner.one"), deviceIds: ids }];
  // Left and right glove keep their corners, whichever was connected first.
  const order = connected.toSorted((a, b) => rank(a) - rank(b)).map(({ device }) => device.id);
  return ([0, 1] as const).map((place) => ({ name: name(place), deviceIds: order.slice(place, place + 1) }));
}

function rank({ hand }: Pick<ConnectedDevice, "hand">): number {
  return hand === "left" ? 0 : hand === "right" ? 2 : 1;
}

interface Sources {
  readonly studio: Studio;
  readonly storage: Storage;
  readonly sounds: Sounds;
  readonly connected: () => readonly ConnectedDevice[];
  readonly modelIds: () => readonly string[];
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

/** The ring: what is set up, the bout that runs with its clock and its bell, and what was thrown. */
export function createRounds({ studio, storage, sounds, connected, modelIds, now }: Sources) {
  const store = createStore<RoundState>(() => ({
    settings: rememberedSettings(storage),
    bout: null,
    leftMs: 0,
    startedAtMs: 0,
  }));
  const { setState: set, getState: get } = store;
  let timer: ReturnType<typeof setInterval> | undefined;
  let passedMs = 0;

  const sound = (cues: readonly Cue[]) => {
    if (!get().settings.muted) for (const cue of cues) sounds.play(cue);
  };
  const show = (bout: Bout | null) => {
    set({ bout, leftMs: bout === null ? 0 : leftMs(bout, now()) });
    const runs = bout !== null && isOn(bout);
    if (runs) timer ??= setInterval(tick, TICK_MS);
    else {
      clearInterval(timer);
      timer = undefined;
    }
  };
  const tick = () => {
    const { bout } = get();
    if (bout === null) return;
    const passed = passTime(bout, passedMs, now());
    passedMs = now();
    show(passed.bout);
    sound(passed.cues);
  };
  studio.on("listening.found", (finding) => {
    const { bout } = get();
    if (bout === null || finding.classNumber === 0 || !answersFor(finding, modelIds())) return;
    tick();
    const counted = countHit(get().bout!, finding, now());
    if (counted === get().bout) return;
    show(counted);
    if (counted.winner !== null) sound(["end", "winner"]);
  });

  const change = (change: Partial<RoundSettings>) => {
    const settings = { ...get().settings, ...change };
    set({ settings });
    rememberSettings(storage, settings);
  };
  return {
    store,
    change,
    /** Begins, pauses and goes on; after the bout, back to the set-up. */
    toggle(): void {
      sounds.wake();
      const { bout, settings } = get();
      if (bout === null) {
        passedMs = now();
        set({ startedAtMs: Date.now() });
        show(beginBout(settings, cornersOf(settings, connected()), now()));
      } else if (!isOn(bout)) show(null);
      else if (bout.pausedMs === null) {
        tick();
        show(pause(get().bout!, now()));
      } else {
        passedMs = now();
        show(goOn(bout, now()));
      }
    },
    /** Ends the bout that runs, before its first bell without a trace. @returns false where none runs */
    end(): boolean {
      const { bout } = get();
      if (bout === null || !isOn(bout)) return false;
      show(bout.phase === "ready" ? null : endBout(bout, now()));
      return true;
    },
    mute: () => change({ muted: !get().settings.muted }),
  };
}
export type Rounds = ReturnType<typeof createRounds>;
