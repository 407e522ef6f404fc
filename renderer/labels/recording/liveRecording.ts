import { createStore, type StoreApi } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { ConnectedDevice } from "#contract/devices.ts";
import type { RecordingState } from "#contract/recording.ts";
import type { Hand } from "#domain/hands.ts";
import { HANDS } from "#domain/hands.ts";
import { sayFailure } from "../../app/ask.ts";
import { labelScheme } from "../../ui/labels.ts";
import { sayProblem } from "../../ui/Toast.tsx";
import { HostClock } from "../../video/recording/hostClock.ts";
import { LabelDoc } from "../labelDoc.ts";
import { LiveSession } from "../liveSession.ts";
import { liveSettings } from "../liveSettings.ts";
import { RecordingStage } from "./recordingStage.ts";

/** A millisecond where no glove says its rate. */
const NO_GLOVE_HZ = 1000;

interface Session {
  readonly captureId: string;
  readonly doc: LabelDoc;
  readonly stage: RecordingStage;
  readonly live: LiveSession;
}

export interface LiveRecordingView {
  /** The labels of the capture that is being recorded, and then of the same one in review; null otherwise. */
  readonly doc: LabelDoc | null;
  /** The glove that was chosen by key; null before. */
  readonly chosenHand: Hand | null;
}

interface Stores {
  readonly recording: Pick<StoreApi<{ readonly state: RecordingState }>, "subscribe">;
  readonly devices: Pick<StoreApi<{ readonly connected: readonly ConnectedDevice[] }>, "getState">;
}

/** The hands of gloves that send, left before right. */
export function handsOf(connected: readonly ConnectedDevice[]): readonly Hand[] {
  return HANDS.filter((hand) => connected.some((device) => device.state === "live" && device.hand === hand));
}

/** The hand that a live label is of: that of the only glove, or of the chosen one; the first where nobody chose. */
export function handToLabel(connected: readonly ConnectedDevice[], chosen: Hand | null): Hand | null {
  const hands = handsOf(connected);
  return chosen !== null && hands.includes(chosen) ? chosen : (hands[0] ?? null);
}

/**
 * Labels with keys while a capture is recorded. Each one is stored when it ends, at the host's clock less the person's
 * reaction. It begins and ends by the recorder's state alone, so it does not matter who started or stopped it.
 */
export function createLiveRecording(studio: Studio, { recording, devices }: Stores, clock = new HostClock(studio)) {
  const store = createStore<LiveRecordingView>(() => ({ doc: null, chosenHand: null }));
  let session: Session | null = null;
  let unwatch = () => {};

  const begin = (captureId: string) => {
    unwatch = clock.watch();
    void clock.burst();
    const doc = new LabelDoc({
      studio,
      captureId,
      scheme: labelScheme,
      onRefused: sayProblem,
      onFailure: sayFailure,
    });
    void doc.load();
    const stage = new RecordingStage(clock, captureId);
    const { connected } = devices.getState();
    const rates = connected.map(({ format }) => format?.nominalRateHz ?? NO_GLOVE_HZ);
    const desk = {
      doc,
      stage,
      shortestUs: Math.ceil(1e6 / Math.max(...rates, 1)),
      get hand() {
        return handToLabel(devices.getState().connected, store.getState().chosenHand);
      },
    };
    session = { captureId, doc, stage, live: new LiveSession(desk, stage) };
    store.setState({ doc });
  };
  const end = (endUs: number | null) => {
    session?.stage.end(endUs);
    session?.live.close();
    unwatch();
  };
  const leave = () => {
    if (session === null) return;
    end(null);
    session.doc.close();
    session = null;
    store.setState({ doc: null });
  };
  const follow = (state: RecordingState) => {
    if (state.phase === "recording") {
      if (state.captureId === session?.captureId) return;
      leave();
      begin(state.captureId);
    } else if (state.phase === "finishing" && state.captureId === session?.captureId) session.stage.stop();
    else if (state.phase === "review" && state.capture.id === session?.captureId) end(state.capture.durationUs);
    else leave();
  };
  recording.subscribe(({ state }) => follow(state));

  return {
    store,
    /** Whether a label key labels what happens now. */
    get running() {
      return session?.stage.running === true;
    },
    press(label: string) {
      session?.live.press(label, liveSettings.getState());
    },
    release() {
      if (session?.stage.running) session.live.release();
    },
    /** Escape: what grows is forgotten. */
    cancel() {
      session?.live.cancel();
    },
    chooseHand(chosenHand: Hand) {
      store.setState({ chosenHand });
    },
  };
}
export type LiveRecording = ReturnType<typeof createLiveRecording>;
