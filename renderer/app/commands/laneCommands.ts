import type { LabelDoc } from "../../labels/labelDoc.ts";
import { toggleSnapping } from "../../labels/snapping.ts";
import { hideTracks, labelIntoNext, showTracks, toggleLock, truthTracks } from "../../labels/trackViews.ts";
import { say } from "../../ui/Toast.tsx";
import { type TextKey, text } from "../../ui/text.ts";
import { labelSession } from "../../workspaces/label/session.ts";
import type { Command } from "./command.ts";

/** What is seen and touched of the label tracks; nothing that is stored. */
function onTracks(
  id: string,
  words: TextKey,
  run: (doc: LabelDoc) => void,
  enabled: (doc: LabelDoc) => boolean = () => true,
): Command {
  return {
    id,
    words,
    section: "command.section.label",
    keys: [],
    places: ["open"],
    enabled: () => {
      const { labels } = labelSession.getState();
      return labels !== null && !labels.previewing && enabled(labels);
    },
    run: () => {
      const { labels } = labelSession.getState();
      if (labels !== null) run(labels);
    },
  };
}

function intoNext(doc: LabelDoc): void {
  const { name } = labelIntoNext(doc);
  say({ words: text("label.into", { track: name }) });
}

export const laneCommands: readonly Command[] = [
  {
    id: "label.snapping",
    words: "command.label.snapping",
    section: "command.section.label",
    keys: ["X"],
    places: ["open"],
    run: toggleSnapping,
  },
  onTracks("label.intoNext", "command.label.intoNext", intoNext, (doc) => truthTracks(doc).length > 1),
  onTracks("label.hideTrack", "command.label.hideTrack", hideTracks),
  onTracks("label.lockTrack", "command.label.lockTrack", toggleLock),
  onTracks("label.showTracks", "command.label.showTracks", showTracks, ({ view }) => view.hidden.size > 0),
];
