import type { StreamFormat } from "#domain/channels.ts";
import { type ChannelGroup, channelGroups } from "../channelGroups.ts";
import type { Overlay } from "../overlay/overlay.ts";
import { type SpectrogramLook, USUAL_LOOK } from "../spectrogram/look.ts";
import type { YMode, YRange } from "../yScale.ts";

/** How one track of the timeline is made up: channels of one stream and unit over time, or a spectrogram of them. */
export interface ArrangedTrack {
  /** Unique within the arrangement, and kept through every change. */
  readonly id: number;
  /** Position of its stream in the capture. */
  readonly stream: number;
  /** Positions in the stream's rows, ascending; at least one. */
  readonly columns: readonly number[];
  /** Those of `columns` that are not drawn; never all of them. */
  readonly hiddenColumns: readonly number[];
  readonly hidden: boolean;
  /** null: an even share of what the others leave. */
  readonly heightPx: number | null;
  /** What fills its height; null: as the timeline says for all. */
  readonly range: YMode | YRange | null;
  readonly overlays: readonly Overlay[];
  /** Not null: the strength of the columns' frequencies; of more than one column, of their magnitude. */
  readonly spectrogram: SpectrogramLook | null;
}

/** The tracks, top to bottom. Every channel of every stream is in exactly one track that is no spectrogram. */
export type Arrangement = readonly ArrangedTrack[];

export const HEIGHT_PX = { least: 40, most: 1200, step: 24 } as const;

function plainTrack(id: number, stream: number, columns: readonly number[]): ArrangedTrack {
  return {
    id,
    stream,
    columns,
    hiddenColumns: [],
    hidden: false,
    heightPx: null,
    range: null,
    overlays: [],
    spectrogram: null,
  };
}

/** One track per sensor of each stream. */
export function usualArrangement(formats: readonly StreamFormat[]): Arrangement {
  const tracks = formats.flatMap((format, stream) =>
    channelGroups(format).map((group) => plainTrack(0, stream, group.columns)),
  );
  return tracks.map((track, id) => ({ ...track, id }));
}

export function shownTracks(arrangement: Arrangement): Arrangement {
  return arrangement.filter(({ hidden }) => !hidden);
}

function nextId(arrangement: Arrangement): number {
  return 1 + arrangement.reduce((most, { id }) => Math.max(most, id), -1);
}

/** Puts other tracks in a track's place. */
function replaced(arrangement: Arrangement, id: number, by: readonly ArrangedTrack[]): Arrangement {
  return arrangement.flatMap((track) => (track.id === id ? by : [track]));
}

export function changed(
  arrangement: Arrangement,
  id: number,
  change: Partial<Pick<ArrangedTrack, "hidden" | "range" | "overlays" | "spectrogram">>,
): Arrangement {
  return arrangement.map((track) => (track.id === id ? { ...track, ...change } : track));
}

export function withHeight(arrangement: Arrangement, id: number, heightPx: number | null): Arrangement {
  const held = heightPx === null ? null : Math.round(Math.min(HEIGHT_PX.most, Math.max(HEIGHT_PX.least, heightPx)));
  return arrangement.map((track) => (track.id === id ? { ...track, heightPx: held } : track));
}

export function evenHeights(arrangement: Arrangement): Arrangement {
  return arrangement.map((track) => ({ ...track, heightPx: null }));
}

/** Moves a track to a place among those that are shown: 0 is the top. */
export function movedTo(arrangement: Arrangement, id: number, place: number): Arrangement {
  const moving = arrangement.find((track) => track.id === id);
  if (moving === undefined) return arrangement;
  const rest = arrangement.filter((track) => track.id !== id);
  const before = shownTracks(rest)[Math.max(0, place)];
  const at = before === undefined ? rest.length : rest.indexOf(before);
  return [...rest.slice(0, at), moving, ...rest.slice(at)];
}

export function movedBy(arrangement: Arrangement, id: number, step: 1 | -1): Arrangement {
  const shown = shownTracks(arrangement);
  return movedTo(arrangement, id, shown.findIndex((track) => track.id === id) + step);
}

/** Draws a channel or not. The last one that is drawn stays: a track with nothing in it is hidden as a whole. */
export function toggledColumn(arrangement: Arrangement, id: number, column: number): Arrangement {
  return arrangement.map((track) => {
    if (track.id !== id || !track.columns.includes(column)) return track;
    const hiddenColumns = track.hiddenColumns.includes(column)
      ? track.hiddenColumns.filter((each) => each !== column)
      : [...track.hiddenColumns, column];
    return hiddenColumns.length === track.columns.length ? track : { ...track, hiddenColumns };
  });
}

/** A track of its own for each of its channels. */
export function split(arrangement: Arrangement, id: number): Arrangement {
  const track = arrangement.find((each) => each.id === id);
  if (track === undefined || track.spectrogram !== null || track.columns.length < 2) return arrangement;
  const fresh = nextId(arrangement);
  const parts = track.columns.map((column, i) => {
    return { ...track, id: i === 0 ? id : fresh + i - 1, columns: [column], hiddenColumns: [], heightPx: null };
  });
  return replaced(arrangement, id, parts);
}

/** Whether channels of two tracks may share one: of one stream and unit, or one axis could not tell what they are. */
export function mayShare(formats: readonly StreamFormat[], one: ArrangedTrack, other: ArrangedTrack): boolean {
  if (one.id === other.id || one.stream !== other.stream) return false;
  if (one.spectrogram !== null || other.spectrogram !== null) return false;
  const unit = (track: ArrangedTrack) => formats[track.stream]?.channels[track.columns[0]!]?.unit;
  return unit(one) === unit(other);
}

/** Puts a channel into another track; `into` null gives it a track of its own, under the one where it was. */
export function movedColumn(
  arrangement: Arrangement,
  formats: readonly StreamFormat[],
  id: number,
  column: number,
  into: number | null,
): Arrangement {
  const from = arrangement.find((track) => track.id === id);
  if (from === undefined || from.spectrogram !== null || !from.columns.includes(column)) return arrangement;
  const target = into === null ? null : arrangement.find((track) => track.id === into);
  if (target === undefined || (target !== null && !mayShare(formats, from, target))) return arrangement;
  if (target === null && from.columns.length === 1) return arrangement;
  const left = { ...from, ...without(from, column) };
  const kept = left.columns.length === 0 ? [] : [left];
  if (target === null) {
    return replaced(arrangement, id, [...kept, plainTrack(nextId(arrangement), from.stream, [column])]);
  }
  const columns = [...target.columns, column].sort((a, b) => a - b);
  return replaced(replaced(arrangement, id, kept), target.id, [{ ...target, columns }]);
}

function without(track: ArrangedTrack, column: number): Pick<ArrangedTrack, "columns" | "hiddenColumns"> {
  const columns = track.columns.filter((each) => each !== column);
  const hiddenColumns = track.hiddenColumns.filter((each) => each !== column);
  return { columns, hiddenColumns: hiddenColumns.length === columns.length ? [] : hiddenColumns };
}

/** All channels of a track go into another one. */
export function joined(
  arrangement: Arrangement,
  formats: readonly StreamFormat[],
  id: number,
  into: number,
): Arrangement {
  const columns = arrangement.find((track) => track.id === id)?.columns ?? [];
  return columns.reduce((next, column) => movedColumn(next, formats, id, column, into), arrangement);
}

/** A spectrogram of some of a track's columns, right under it. */
export function withSpectrogram(arrangement: Arrangement, id: number, columns: readonly number[]): Arrangement {
  const track = arrangement.find((each) => each.id === id);
  if (track === undefined || columns.length === 0) return arrangement;
  const added = { ...plainTrack(nextId(arrangement), track.stream, columns), spectrogram: USUAL_LOOK };
  return replaced(arrangement, id, [track, added]);
}

/** Takes a spectrogram away. Channels cannot be taken away, only hidden. */
export function withoutSpectrogram(arrangement: Arrangement, id: number): Arrangement {
  return arrangement.filter((track) => track.id !== id || track.spectrogram === null);
}

/** Whether an arrangement that was kept earlier shows exactly these channels. */
export function fits(arrangement: Arrangement, formats: readonly StreamFormat[]): boolean {
  const places = (track: ArrangedTrack) => track.columns.map((column) => `${track.stream}/${column}`);
  const wanted = formats.flatMap((format, stream) => format.channels.map((_, column) => `${stream}/${column}`));
  const shown = arrangement.filter(({ spectrogram }) => spectrogram === null).flatMap(places);
  return (
    new Set(arrangement.map(({ id }) => id)).size === arrangement.length &&
    shown.length === wanted.length &&
    wanted.every((place) => shown.includes(place)) &&
    arrangement.every((track) => {
      const known = places(track).every((place) => wanted.includes(place));
      const units = new Set(track.columns.map((column) => formats[track.stream]?.channels[column]?.unit));
      return known && units.size === 1 && track.hiddenColumns.length < track.columns.length;
    })
  );
}

/** The channels that a track draws. */
export function groupOf(track: ArrangedTrack, format: StreamFormat): ChannelGroup {
  const columns = track.columns.filter((column) => !track.hiddenColumns.includes(column));
  const channels = columns.map((column) => format.channels[column]!);
  return { kind: channels[0]!.kind, unit: channels[0]!.unit, columns, channels };
}
