import { useState, useSyncExternalStore } from "react";
import { ContextMenu } from "../ui/Menu.tsx";
import { text } from "../ui/text.ts";
import type { Timeline } from "./core/timeline.ts";
import { TrackSettings } from "./TrackSettings.tsx";
import { type TrackShortcut, trackEntries } from "./trackEntries.ts";

interface Props {
  readonly timeline: Timeline;
  /** The key of a command on tracks, as it is shown. */
  readonly shortcut: (name: TrackShortcut) => string | undefined;
}

/** The menu of the track that asked for it, and the dialog with its settings. */
export function TrackMenu({ timeline, shortcut }: Props) {
  const { arrangement, menu } = useSyncExternalStore(timeline.subscribe, () => timeline.state);
  const [settings, setSettings] = useState<number | null>(null);
  const trackOf = (id: number | undefined | null) => arrangement.find((track) => track.id === id);
  const asked = trackOf(menu?.track);
  const set = trackOf(settings);
  return (
    <>
      <ContextMenu
        label={text("timeline.track.menu")}
        at={asked === undefined ? null : menu}
        entries={asked === undefined ? [] : trackEntries(timeline, asked, shortcut, () => setSettings(asked.id))}
        onClose={() => timeline.closeMenu()}
      />
      {set !== undefined && <TrackSettings timeline={timeline} track={set} onClose={() => setSettings(null)} />}
    </>
  );
}
