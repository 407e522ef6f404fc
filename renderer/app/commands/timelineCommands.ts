import { chosenSpan } from "../../labels/walking.ts";
import { Y_MODES } from "../../timeline/core/yScale.ts";
import type { Timeline } from "../../timeline/index.ts";
import type { TextKey } from "../../ui/text.ts";
import { labelSession } from "../../workspaces/label/session.ts";
import type { Command } from "./command.ts";
import { clearLabels } from "./labelCommands.ts";

const timelineNow = () => labelSession.getState().timeline;

/** A command on the timeline that is open. Keys that move something repeat while they are held. */
function onTimeline(
  id: string,
  words: TextKey,
  keys: readonly string[],
  run: (timeline: Timeline) => void,
  enabled: (timeline: Timeline) => boolean = () => true,
): Command {
  return {
    id,
    words,
    section: "command.section.timeline",
    keys,
    places: ["open"],
    repeats: true,
    enabled: () => {
      const timeline = timelineNow();
      return timeline !== null && enabled(timeline);
    },
    run: () => {
      const timeline = timelineNow();
      if (timeline !== null) run(timeline);
    },
  };
}

const SECOND_US = 1_000_000;
const ZOOM = 2;

const by = (us: number) => (timeline: Timeline) => timeline.goTo(timeline.playheadUs + us);
/** One frame of the video that is shown; the player says what a step is without one. */
const stepFrame = (step: 1 | -1) => () => labelSession.getState().player?.stepFrames(step);
/** What is selected: segments, else a stretch of the signal. */
const selection = (timeline: Timeline) => {
  const { labels } = labelSession.getState();
  return (labels && chosenSpan({ doc: labels })) ?? timeline.range;
};

export const timelineCommands: readonly Command[] = [
  onTimeline("timeline.start", "command.timeline.start", ["Home"], (t) => t.goTo(t.limits.startUs)),
  onTimeline("timeline.end", "command.timeline.end", ["End"], (t) => t.goTo(t.limits.endUs)),
  onTimeline("timeline.back", "command.timeline.back", ["ArrowLeft"], stepFrame(-1)),
  onTimeline("timeline.on", "command.timeline.on", ["ArrowRight"], stepFrame(1)),
  onTimeline("timeline.backSecond", "command.timeline.backSecond", ["Shift+ArrowLeft"], by(-SECOND_US)),
  onTimeline("timeline.onSecond", "command.timeline.onSecond", ["Shift+ArrowRight"], by(SECOND_US)),
  onTimeline("timeline.backSample", "command.timeline.backSample", [","], (t) => t.stepSamples(-1)),
  onTimeline("timeline.onSample", "command.timeline.onSample", ["."], (t) => t.stepSamples(1)),
  onTimeline("timeline.zoomIn", "command.timeline.zoomIn", ["+", "="], (t) => t.zoom(ZOOM)),
  onTimeline("timeline.zoomOut", "command.timeline.zoomOut", ["-"], (t) => t.zoom(1 / ZOOM)),
  onTimeline(
    "timeline.fit",
    "command.timeline.fit",
    ["F"],
    (t) => t.show(selection(t)!),
    (t) => selection(t) !== null,
  ),
  onTimeline("timeline.fitAll", "command.timeline.fitAll", ["Shift+F"], (t) => t.showAll()),
  onTimeline("timeline.height", "command.timeline.height", [], (t) =>
    t.setYMode(Y_MODES[(Y_MODES.indexOf(t.state.yMode) + 1) % Y_MODES.length]!),
  ),
  {
    id: "timeline.unselect",
    words: "command.timeline.unselect",
    section: "command.section.timeline",
    keys: ["Escape"],
    places: ["open"],
    run: (app) => {
      const timeline = timelineNow();
      if (clearLabels()) return;
      if (timeline !== null && timeline.range !== null) timeline.range = null;
      else app.shell.go({ at: "captures" });
    },
  },
];
