import { sameTrack, type Track } from "#domain/labeling/segments.ts";
import { isRight } from "#domain/validation/cells.ts";
import type { ScoredEvent } from "#domain/validation/results.ts";
import type { App } from "../../app/app.ts";
import { AROUND_US } from "../label/nextDifference.ts";
import { openAt } from "../label/openAt.ts";
import type { Clip } from "./clips.ts";

/** Opens the capture of a clip at its moment; what went wrong is selected, or else its true segment. */
export function openClip(app: App, clip: Clip, modelName: string): void {
  const view = { startUs: clip.startUs - AROUND_US, endUs: clip.endUs + AROUND_US };
  openAt(app, clip.captureId, view, (tracks) => segmentOf(tracks, clip.event, modelName), clip.startUs);
}

/**
 * The id of the segment that stands for an event; undefined where it is there no more. Of what went wrong it is what the
 * model found, so that Enter accepts it; of what is right the truth.
 */
export function segmentOf(
  tracks: readonly Track[],
  { outcome, truth, found }: ScoredEvent,
  model: string,
): string | undefined {
  const predicted = tracks.find((track) => sameTrack(track, { kind: "prediction", name: model }));
  const said = predicted?.segments.find(
    ({ startUs, endUs, label }) => startUs === found?.startUs && endUs === found.endUs && label === found.label,
  )?.id;
  const person = tracks.flatMap(({ segments }) => segments).find(({ id }) => id === truth?.segmentId)?.id;
  return isRight(outcome) ? (person ?? said) : (said ?? person);
}
