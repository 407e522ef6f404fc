import {
  type ArrangedTrack,
  changed,
  evenHeights,
  HEIGHT_PX,
  movedBy,
  shownTracks,
  withHeight,
} from "../../timeline/core/arrange/arrangement.ts";
import type { Timeline } from "../../timeline/index.ts";
import type { TextKey } from "../../ui/text.ts";
import { labelSession } from "../../workspaces/label/session.ts";
import type { Command } from "./command.ts";

interface Chosen {
  readonly timeline: Timeline;
  readonly shown: readonly ArrangedTrack[];
  /** Its place among those shown. */
  readonly place: number;
}

/** The track that was clicked or stepped to last; the first one where none was. */
function chosen(): Chosen | null {
  const { timeline } = labelSession.getState();
  if (timeline === null) return null;
  const shown = shownTracks(timeline.arrangement);
  if (shown.length === 0) return null;
  return {
    timeline,
    shown,
    place: Math.max(
      0,
      shown.findIndex(({ id }) => id === timeline.state.track),
    ),
  };
}

function onTrack(
  id: string,
  words: TextKey,
  keys: readonly string[],
  run: (timeline: Timeline, track: ArrangedTrack, chosen: Chosen) => void,
  enabled: (chosen: Chosen) => boolean = () => true,
): Command {
  return {
    id,
    words,
    section: "command.section.tracks",
    keys,
    places: ["open"],
    repeats: true,
    enabled: () => {
      const now = chosen();
      return now !== null && enabled(now);
    },
    run: () => {
      const now = chosen();
      if (now === null) return;
      const track = now.shown[now.place]!;
      // What keys act on is marked from now on.
      now.timeline.selectTrack(track.id);
      run(now.timeline, track, now);
    },
  };
}

function taller(stepPx: number) {
  return (timeline: Timeline, track: ArrangedTrack) => {
    timeline.arrangement = withHeight(timeline.arrangement, track.id, timeline.heightOf(track.id) + stepPx);
  };
}

function step(by: 1 | -1) {
  return (timeline: Timeline, _track: ArrangedTrack, { shown, place }: Chosen) => {
    const next = timeline.state.track === null ? place : (place + by + shown.length) % shown.length;
    timeline.selectTrack(shown[next]!.id);
  };
}

export const trackCommands: readonly Command[] = [
  onTrack("track.menu", "command.track.menu", ["T"], (timeline, { id }) => timeline.openMenu(id)),
  onTrack("track.next", "command.track.next", ["PageDown"], step(1)),
  onTrack("track.previous", "command.track.previous", ["PageUp"], step(-1)),
  onTrack(
    "track.up",
    "command.track.up",
    ["Shift+PageUp"],
    (timeline, { id }) => {
      timeline.arrangement = movedBy(timeline.arrangement, id, -1);
    },
    ({ place }) => place > 0,
  ),
  onTrack(
    "track.down",
    "command.track.down",
    ["Shift+PageDown"],
    (timeline, { id }) => {
      timeline.arrangement = movedBy(timeline.arrangement, id, 1);
    },
    ({ place, shown }) => place < shown.length - 1,
  ),
  onTrack("track.taller", "command.track.taller", ["Ctrl+ArrowDown"], taller(HEIGHT_PX.step)),
  onTrack("track.shorter", "command.track.shorter", ["Ctrl+ArrowUp"], taller(-HEIGHT_PX.step)),
  onTrack("track.evenHeights", "command.track.evenHeights", ["Ctrl+R"], (timeline) => {
    timeline.arrangement = evenHeights(timeline.arrangement);
  }),
  onTrack(
    "track.hide",
    "command.track.hide",
    ["Ctrl+H"],
    (timeline, { id }) => {
      timeline.arrangement = changed(timeline.arrangement, id, { hidden: true });
    },
    ({ shown }) => shown.length > 1,
  ),
  onTrack("track.showAll", "command.track.showAll", ["Ctrl+Shift+H"], (timeline) => {
    timeline.arrangement = timeline.arrangement.map((track) => ({ ...track, hidden: false }));
  }),
];
