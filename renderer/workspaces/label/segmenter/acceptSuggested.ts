import type { Studio } from "#contract/contract.ts";
import { placeInto } from "#domain/labeling/overlap.ts";
import { ownShares } from "#domain/labeling/ownShare.ts";
import { type Segment, sameTrack, type Track } from "#domain/labeling/segments.ts";
import { ask } from "../../../app/ask.ts";
import type { LabelDoc } from "../../../labels/labelDoc.ts";

/** Nothing is cut to fit, so no length is too short. */
const ANY_LENGTH_US = 0;

/**
 * Copies proposals into truth under the label that their nearest neighbours suggest, where those are at least this sure, as
 * one step. What meets truth of its hand is left out. undefined where the host could not be asked.
 */
export async function acceptSuggested(
  studio: Pick<Studio, "call">,
  doc: Pick<LabelDoc, "captureId" | "view" | "commit">,
  from: Track,
  leastConfidence: number,
): Promise<{ readonly accepted: number; readonly left: number } | undefined> {
  const segments = from.segments.map(({ hand, startUs, endUs }) => ({ hand, startUs, endUs }));
  const guesses = await ask(studio.call("segment.suggest", { captureId: doc.captureId, segments }));
  if (guesses === undefined) return undefined;
  const copies = ownShares(from.segments).flatMap((segment, i): Segment[] => {
    const best = guesses[i]?.[0];
    if ((best?.confidence ?? 0) < leastConfidence) return [];
    const label = best?.label ?? segment.label;
    return [
      {
        ...segment,
        id: crypto.randomUUID(),
        label,
        confidence: null,
        origin: `accepted ${from.name}`,
      },
    ];
  });
  // Read only now: a person may have labelled while the host was thinking.
  const { tracks, active } = doc.view;
  const truth = tracks.find((track) => sameTrack(track, active)) ?? { ...active, origin: "", segments: [] };
  const change = placeInto(truth, copies, "skip", ANY_LENGTH_US);
  const accepted = change.add.length;
  if (accepted > 0) doc.commit({ code: "accept", detail: { count: accepted, track: from.name } }, [change]);
  return { accepted, left: from.segments.length - accepted };
}
