import { sameTrack, type Track } from "#domain/labeling/segments.ts";
import type { ScoredEvent } from "#domain/validation/results.ts";
import type { App } from "../../app/app.ts";
import { openAt } from "../label/openAt.ts";
import type { Clip } from "./clips.ts";

/** So much is shown before and after a clip, so that one sees what the glove did around it. */
const AROUND_US = 500_000;

/** Opens the capture of a clip at its moment; its true segment is selected, or else what the model found. */
export function openClip(app: App, clip: Clip, modelName: string): void {
  const view = { startUs: clip.startUs - AROUND_US, endUs: clip.endUs + AROUND_US };
  openAt(app, clip.captureId, view, (tracks) => segmentOf(tracks, clip.event, modelName), clip.startUs);
}

/** The id of the segment that stands for an event; undefined where it is there no more. */
export function segmentOf(tracks: readonly Track[], { truth, found }: ScoredEvent, model: string): string | undefined {
  const all = tracks.flatMap(({ segments }) => segments);
  if (truth !== null && all.some(({ id }) => id === truth.segmentId)) return truth.segmentId;
  const predicted = tracks.find((track) => sameTrack(track, { kind: "prediction", name: model }));
  return predicted?.segments.find(
    ({ startUs, endUs, label }) => startUs === found?.startUs && endUs === found.endUs && label === found.label,
  )?.id;
}
