import { HANDS } from "#domain/hands.ts";
import type { LabelScheme } from "#domain/labeling/scheme.ts";
import { chosenFound } from "../../labels/accepting.ts";
import { giveHand } from "../../labels/deeds.ts";
import { chosenTruth } from "../../labels/desk.ts";
import { giveLabel, giveQuality } from "../../labels/giveLabel.ts";
import { liveSettings } from "../../labels/liveSettings.ts";
import { handsOf } from "../../labels/recording/liveRecording.ts";
import { text } from "../../ui/text.ts";
import { deskNow, labelSession } from "../../workspaces/label/session.ts";
import type { App } from "../app.ts";
import { giveCaptureLabel, takesLabel } from "./captureCommands.ts";
import type { Command } from "./command.ts";

const section = "command.section.label";
const keysOf = (key: string | null) => (key === null ? [] : [key]);
const canLabel = (app: App) => deskNow() !== null && app.project.store.getState().open?.readOnly === false;

/** While the capture plays, a label key labels what goes by, unless a proposal waits to be named. */
function isLive(): boolean {
  const { live, labels } = labelSession.getState();
  return live?.running === true && labels !== null && chosenFound(labels).length === 0;
}

function press(label: string): void {
  const desk = deskNow();
  if (desk === null) return;
  if (isLive()) labelSession.getState().live!.press(label, liveSettings.getState());
  else giveLabel(desk, label);
}

/** The commands that give the labels of a scheme: the keys are the project's own. */
export function schemeCommands(scheme: LabelScheme): readonly Command[] {
  const punches = scheme.punch.map(
    ({ name, key }): Command => ({
      id: `label.give.${name}`,
      words: "command.label.give",
      values: { label: name },
      section,
      keys: keysOf(key),
      places: ["open"],
      enabled: canLabel,
      run: () => press(name),
      release: () => labelSession.getState().live?.release(),
    }),
  );
  const captures = scheme.punch.map(
    ({ name, key }): Command => ({
      id: `capture.label.${name}`,
      words: "command.capture.label",
      values: { label: name },
      section: "command.section.capture",
      keys: keysOf(key),
      places: ["capture"],
      enabled: (app) => takesLabel(app) || app.liveRecording.running,
      run: (app) => {
        if (app.liveRecording.running) app.liveRecording.press(name);
        else giveCaptureLabel(app, name);
      },
      release: (app) => app.liveRecording.release(),
    }),
  );
  const qualities = scheme.quality.map(
    ({ name, key }): Command => ({
      id: `label.quality.${name}`,
      words: "command.label.quality",
      values: { quality: name },
      section,
      keys: keysOf(key),
      places: ["open"],
      enabled: canLabel,
      run: () => {
        const desk = deskNow();
        if (desk !== null) giveQuality(desk, name);
      },
    }),
  );
  const hands = HANDS.map(
    (hand): Command => ({
      id: `label.hand.${hand}`,
      words: "command.label.hand",
      values: { hand: text(`hand.${hand}`) },
      section,
      keys: keysOf(scheme.handKeys[hand]),
      places: ["open"],
      enabled: canLabel,
      run: () => {
        const desk = deskNow();
        if (desk !== null && chosenTruth(desk.doc).length > 0) giveHand(desk, hand);
        else labelSession.setState({ hand });
      },
    }),
  );
  const gloves = HANDS.map(
    (hand): Command => ({
      id: `capture.hand.${hand}`,
      words: "command.capture.hand",
      values: { hand: text(`hand.${hand}`) },
      section: "command.section.capture",
      keys: keysOf(scheme.handKeys[hand]),
      places: ["capture"],
      enabled: (app) => handsOf(app.devices.store.getState().connected).includes(hand),
      run: (app) => app.liveRecording.chooseHand(hand),
    }),
  );
  return [...captures, ...gloves, ...punches, ...qualities, ...hands];
}
