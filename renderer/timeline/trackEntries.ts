import type { MenuEntry } from "../ui/Menu.tsx";
import { text } from "../ui/text.ts";
import {
  type ArrangedTrack,
  changed,
  evenHeights,
  joined,
  mayShare,
  movedBy,
  shownTracks,
  split,
  toggledColumn,
  usualArrangement,
  withoutSpectrogram,
  withSpectrogram,
} from "./core/arrange/arrangement.ts";
import { channelName } from "./core/legend.ts";
import { newOverlay, OVERLAY_KINDS } from "./core/overlay/overlay.ts";
import type { Timeline } from "./core/timeline.ts";

/** Shortcuts that the menu prints beside its entries; the command table knows them. */
export type TrackShortcut = "up" | "down" | "hide" | "showAll" | "evenHeights";

/** Everything that can be done with one track. `openSettings` shows what is not a matter of yes or no. */
export function trackEntries(
  timeline: Pick<Timeline, "arrangement" | "formats">,
  track: ArrangedTrack,
  shortcut: (name: TrackShortcut) => string | undefined,
  openSettings: () => void,
): MenuEntry[] {
  const { arrangement, formats } = timeline;
  const { id } = track;
  const shown = shownTracks(arrangement);
  const place = shown.findIndex((each) => each.id === id);
  const above = shown[place - 1];
  const set = (next: typeof arrangement) => {
    timeline.arrangement = next;
  };
  return [
    {
      id: "settings",
      words: text("timeline.track.settings"),
      run: openSettings,
    },
    ...(track.spectrogram === null
      ? [...channelEntries(timeline, track), ...overlayEntries(timeline, track), ...spectrogramEntries(timeline, track)]
      : []),
    {
      id: "split",
      words: text("timeline.track.split"),
      parted: true,
      disabled: track.columns.length < 2 || track.spectrogram !== null,
      run: () => set(split(arrangement, id)),
    },
    {
      id: "join",
      words: text("timeline.track.join"),
      disabled: above === undefined || !mayShare(formats, track, above),
      run: () => set(joined(arrangement, formats, id, above!.id)),
    },
    {
      id: "up",
      words: text("timeline.track.up"),
      shortcut: shortcut("up"),
      disabled: place <= 0,
      run: () => set(movedBy(arrangement, id, -1)),
    },
    {
      id: "down",
      words: text("timeline.track.down"),
      shortcut: shortcut("down"),
      disabled: place === shown.length - 1,
      run: () => set(movedBy(arrangement, id, 1)),
    },
    ...(track.spectrogram === null
      ? []
      : [
          {
            id: "remove",
            words: text("timeline.spectrogram.remove"),
            parted: true,
            run: () => set(withoutSpectrogram(arrangement, id)),
          },
        ]),
    {
      id: "hide",
      words: text("timeline.track.hide"),
      shortcut: shortcut("hide"),
      parted: true,
      disabled: shown.length < 2,
      run: () => set(changed(arrangement, id, { hidden: true })),
    },
    {
      id: "showAll",
      words: text("timeline.track.showAll", { count: arrangement.length - shown.length }),
      shortcut: shortcut("showAll"),
      disabled: shown.length === arrangement.length,
      run: () => set(arrangement.map((each) => ({ ...each, hidden: false }))),
    },
    {
      id: "evenHeights",
      words: text("timeline.track.evenHeights"),
      shortcut: shortcut("evenHeights"),
      disabled: arrangement.every(({ heightPx }) => heightPx === null),
      run: () => set(evenHeights(arrangement)),
    },
    {
      id: "usual",
      words: text("timeline.track.usual"),
      run: () => set(usualArrangement(formats)),
    },
  ];
}

function channelEntries(timeline: Pick<Timeline, "arrangement" | "formats">, track: ArrangedTrack): MenuEntry[] {
  if (track.columns.length < 2) return [];
  return track.columns.map((column, i) => {
    const drawn = !track.hiddenColumns.includes(column);
    return {
      id: `channel ${column}`,
      words: text("timeline.track.channel", {
        channel: channelName(timeline.formats[track.stream]!.channels[column]!),
      }),
      checked: drawn,
      parted: i === 0,
      disabled: drawn && track.hiddenColumns.length === track.columns.length - 1,
      run: () => {
        timeline.arrangement = toggledColumn(timeline.arrangement, track.id, column);
      },
    };
  });
}

function overlayEntries(timeline: Pick<Timeline, "arrangement" | "formats">, track: ArrangedTrack): MenuEntry[] {
  return OVERLAY_KINDS.map((kind, i) => {
    const has = track.overlays.some((overlay) => overlay.kind === kind);
    return {
      id: kind,
      words: text(`timeline.overlay.${kind}`),
      checked: has,
      parted: i === 0,
      run: () => {
        const kept = track.overlays.filter((overlay) => overlay.kind !== kind);
        const overlays = has ? kept : [...kept, newOverlay(kind)];
        timeline.arrangement = changed(timeline.arrangement, track.id, { overlays });
      },
    };
  });
}

/** One channel each, and the magnitude of all that are drawn. */
function spectrogramEntries(timeline: Pick<Timeline, "arrangement" | "formats">, track: ArrangedTrack): MenuEntry[] {
  const drawn = track.columns.filter((column) => !track.hiddenColumns.includes(column));
  const sources = drawn.length < 2 ? [drawn] : [drawn, ...drawn.map((column) => [column])];
  return sources.map((columns, i) => {
    const name =
      columns.length > 1
        ? text("timeline.overlay.magnitude")
        : channelName(timeline.formats[track.stream]!.channels[columns[0]!]!);
    return {
      id: `spectrogram ${columns.join()}`,
      words: text("timeline.spectrogram.of", { channel: name }),
      parted: i === 0,
      run: () => {
        timeline.arrangement = withSpectrogram(timeline.arrangement, track.id, columns);
      },
    };
  });
}
