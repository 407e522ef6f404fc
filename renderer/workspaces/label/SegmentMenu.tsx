import { useApp } from "../../app/app.ts";
import { commands } from "../../app/commands/table.ts";
import { ContextMenu } from "../../ui/Menu.tsx";
import { text } from "../../ui/text.ts";

/** What a right click on a segment offers: only what keys do as well. */
const OFFERED = [
  "label.accept",
  "label.split",
  "label.merge",
  "label.duplicate",
  "label.bulk",
  "timeline.fit",
  "video.play",
  "label.remove",
] as const;

interface Props {
  /** Pixels of the window; null while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** The menu of the selected segments. */
export function SegmentMenu({ at, onClose }: Props) {
  const app = useApp();
  const entries = OFFERED.flatMap((id) => commands.filter((command) => command.id === id)).map((command) => ({
    id: command.id,
    words: text(command.words),
    shortcut: command.keys[0],
    disabled: command.enabled?.(app) === false,
    danger: command.id === "label.remove",
    parted: command.id === "label.remove" || command.id === "timeline.fit",
    run: () => command.run(app),
  }));
  return <ContextMenu label={text("lanes.menu")} entries={entries} at={at} onClose={onClose} />;
}
