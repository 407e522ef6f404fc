import { acceptChosen, allOpen, chosenFound, goToOpen } from "../../labels/accepting.ts";
import { copyChosen, holdsCopies, paste } from "../../labels/clipboard.ts";
import * as deeds from "../../labels/deeds.ts";
import { chosen, type LabelDesk, oneTruth } from "../../labels/desk.ts";
import { selectAll, walk } from "../../labels/walking.ts";
import { say } from "../../ui/Toast.tsx";
import type { TextKey } from "../../ui/text.ts";
import { text } from "../../ui/text.ts";
import { deskNow, type LabelDialog, labelSession } from "../../workspaces/label/session.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.label";

const canWrite = (app: App) => app.project.store.getState().open?.readOnly === false;
const hasChosen = ({ doc }: LabelDesk) => doc.view.selected.size > 0;
const hasTruth = ({ doc }: LabelDesk) => chosen(doc).some(({ track }) => track.kind === "truth");
const hasOne = ({ doc }: LabelDesk) => oneTruth(doc) !== null;

interface More {
  readonly repeats?: boolean;
  /** True where nothing is changed, so that it works in a project that can only be read. */
  readonly reads?: boolean;
  readonly enabled?: (desk: LabelDesk) => boolean;
}

/** A command on the labels of the open capture. */
function onLabels(name: string, keys: readonly string[], run: (desk: LabelDesk) => void, more: More = {}): Command {
  return {
    id: `label.${name}`,
    words: `command.label.${name}` as TextKey,
    section,
    keys,
    places: ["open"],
    ...(more.repeats ? { repeats: true } : {}),
    enabled: (app) => {
      const desk = deskNow();
      // In the middle of a drag only what is drawn can be named.
      if (desk === null || desk.doc.previewing) return false;
      return (more.reads === true || canWrite(app)) && (more.enabled?.(desk) ?? true);
    },
    run: () => {
      const desk = deskNow();
      if (desk !== null) run(desk);
    },
  };
}

const show = (dialog: LabelDialog) => () => labelSession.setState({ dialog });

/** Accepts what is selected and goes on; with nothing selected it goes to where there is something to decide. */
function accept(desk: LabelDesk): void {
  const found = chosenFound(desk.doc);
  if (found.length > 0) {
    const accepted = acceptChosen(desk, null);
    if (accepted < found.length) say({ words: text("label.noRoom", { count: found.length - accepted }) });
    else if (allOpen(desk.doc).length === 0) say({ words: text("label.allDecided") });
  } else goToOpen(desk, desk.stage.playheadUs - 1);
}

/** After the last selected one it is the next that is begun, not that one again. */
function begin(desk: LabelDesk): void {
  const one = oneTruth(desk.doc);
  const { playheadUs } = desk.stage;
  if (one !== null && playheadUs < one.segment.endUs) deeds.setEdge(desk, "startUs", playheadUs);
  else {
    desk.doc.select([]);
    labelSession.setState({ begunUs: playheadUs });
  }
}

function end(desk: LabelDesk): void {
  const { begunUs } = labelSession.getState();
  const { playheadUs } = desk.stage;
  labelSession.setState({ begunUs: null });
  if (begunUs === null) deeds.setEdge(desk, "endUs", playheadUs);
  else if (playheadUs <= begunUs || !deeds.addStretch(desk, begunUs, playheadUs)) {
    say({ words: text("label.noRoom", { count: 1 }) });
  }
}

function remove(desk: LabelDesk): void {
  const [found] = chosenFound(desk.doc);
  deeds.removeChosen(desk);
  if (found !== undefined) goToOpen(desk, found.segment.startUs);
}

function pasteHere(desk: LabelDesk): void {
  const { pasted, of } = paste(desk);
  if (pasted < of) say({ words: text("label.noRoom", { count: of - pasted }) });
}

/** Whether Escape has something of the labels to clear, before the timeline's turn comes. */
export function canClearLabels(): boolean {
  const { labels, live, begunUs } = labelSession.getState();
  return live?.running === true || begunUs !== null || (labels?.view.selected.size ?? 0) > 0;
}

/** Clears one thing at a time: what grows, what was begun, the selection. @returns false where there was none. */
export function clearLabels(): boolean {
  const { labels, live, begunUs } = labelSession.getState();
  if (live?.cancel()) return true;
  if (begunUs !== null) labelSession.setState({ begunUs: null });
  else if (labels !== null && labels.view.selected.size > 0) labels.select([]);
  else return false;
  return true;
}

const STEP_US = 10_000;

export const labelCommands: readonly Command[] = [
  onLabels("accept", ["Enter"], accept, {
    enabled: ({ doc }) => chosenFound(doc).length > 0 || (doc.view.selected.size === 0 && allOpen(doc).length > 0),
  }),
  onLabels("remove", ["Delete", "Backspace"], remove, { enabled: hasChosen }),
  onLabels("next", ["Tab"], (desk) => walk(desk, 1), { reads: true, repeats: true }),
  onLabels("previous", ["Shift+Tab"], (desk) => walk(desk, -1), { reads: true, repeats: true }),
  onLabels("nextOpen", ["P"], (desk) => goToOpen(desk, desk.stage.playheadUs), {
    reads: true,
    repeats: true,
    enabled: ({ doc }) => allOpen(doc).length > 0,
  }),
  onLabels("laneUp", ["ArrowUp"], (desk) => deeds.toOtherLane(desk, -1), { enabled: hasTruth }),
  onLabels("laneDown", ["ArrowDown"], (desk) => deeds.toOtherLane(desk, 1), { enabled: hasTruth }),
  onLabels("split", ["S"], deeds.splitHere),
  onLabels("merge", ["M"], deeds.mergeNext, { enabled: hasOne }),
  onLabels("start", ["I"], begin),
  onLabels("end", ["O"], end, { enabled: (desk) => labelSession.getState().begunUs !== null || hasOne(desk) }),
  onLabels("event", ["B"], deeds.dropEvent),
  onLabels("nudgeBack", ["Ctrl+ArrowLeft"], (desk) => deeds.nudge(desk, -STEP_US), {
    repeats: true,
    enabled: hasTruth,
  }),
  onLabels("nudgeOn", ["Ctrl+ArrowRight"], (desk) => deeds.nudge(desk, STEP_US), { repeats: true, enabled: hasTruth }),
  onLabels("nudgeBackSample", ["Ctrl+,"], (desk) => deeds.nudge(desk, -desk.shortestUs), {
    repeats: true,
    enabled: hasTruth,
  }),
  onLabels("nudgeOnSample", ["Ctrl+."], (desk) => deeds.nudge(desk, desk.shortestUs), {
    repeats: true,
    enabled: hasTruth,
  }),
  onLabels("duplicate", ["Ctrl+D"], deeds.duplicateChosen, { enabled: hasTruth }),
  onLabels("all", ["Ctrl+A"], selectAll, { reads: true }),
  onLabels("copy", ["Ctrl+C"], copyChosen, { reads: true, enabled: hasChosen }),
  onLabels("paste", ["Ctrl+V"], pasteHere, { enabled: holdsCopies }),
  onLabels("bulk", ["Ctrl+E"], show("bulk"), { enabled: hasTruth }),
  onLabels("copyTo", [], show("copyTo"), { enabled: hasChosen }),
  onLabels("scheme", [], show("scheme")),
  onLabels("live", [], show("live"), { reads: true }),
];
