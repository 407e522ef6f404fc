import { useApp } from "../../app/app.ts";
import { type Command, wordsOf } from "../../app/commands/command.ts";
import { commandOf, commandsNow } from "../../app/commands/table.ts";
import { ContextMenu } from "../../ui/Menu.tsx";
import { text } from "../../ui/text.ts";

/** Above and below the labels of the scheme. */
const FIRST = ["label.accept", "label.split", "label.merge", "label.duplicate", "label.bulk"];
const LAST = [
  "compare.segments",
  "timeline.fit",
  "video.play",
  "label.hideTrack",
  "label.lockTrack",
  "labels.import",
  "labels.export",
  "label.remove",
];

/** What a right click on a segment offers: only what keys do as well. */
function offered(): { readonly command: Command; readonly parted: boolean }[] {
  const labels = commandsNow().filter(({ id }) => id.startsWith("label.give."));
  const groups = [FIRST.map(commandOf), labels, LAST.map(commandOf)];
  return groups.flatMap((group, i) => group.map((command, j) => ({ command, parted: i > 0 && j === 0 })));
}

interface Props {
  /** Pixels of the window; null while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** The menu of the selected segments. */
export function SegmentMenu({ at, onClose }: Props) {
  const app = useApp();
  const entries = (at === null ? [] : offered()).map(({ command, parted }) => ({
    id: command.id,
    // The name of a label says enough here.
    words: command.values?.label ?? wordsOf(command),
    shortcut: command.keys[0],
    disabled: command.enabled?.(app) === false,
    danger: command.id === "label.remove",
    parted,
    run: () => command.run(app),
  }));
  return <ContextMenu label={text("lanes.menu")} entries={entries} at={at} onClose={onClose} />;
}
