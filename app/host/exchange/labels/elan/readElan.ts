import { labelName, trackKey } from "#contract/labels.ts";
import { hand as handSchema } from "#contract/schemas.ts";
import { inOrder, type Segment, sameTrack, type Track, type TrackKey, UNKNOWN } from "#domain/labeling/segments.ts";
import { badLine, bareSegment } from "../labelFile.ts";
import { type ElanAnnotation, type ElanDocument, type ElanTier, parseElan } from "./parseElan.ts";
import { kindOf, QUALITY_TYPE } from "./types.ts";

/** More than ten years is no time in a recording. */
const MILLISECONDS = /^\d{1,12}$/;

/**
 * The tiers of an ELAN document as tracks: our own as the tracks that they were, any other as a truth track of its name.
 * Tiers whose annotations have no times of their own are left out, but for the quality below our own.
 * @throws ProblemError labels.badLine {line, found}
 */
export function readElan(text: string): Track[] {
  const document = parseElan(text);
  const qualities = new Map(
    document.tiers
      .filter(({ type }) => type === QUALITY_TYPE)
      .flatMap(({ annotations }) => annotations.map((each) => [each.of, each] as const)),
  );
  const tracks: { readonly key: TrackKey; readonly segments: Segment[] }[] = [];
  for (const tier of document.tiers) {
    const aligned = tier.annotations.filter(({ from }) => from !== null);
    if (aligned.length === 0) continue;
    const key = keyOf(tier, aligned[0]!);
    const hand = handSchema.safeParse(tier.participant?.trim().toLowerCase()).data ?? null;
    const segments = aligned.map((annotation) => {
      const quality = qualities.get(annotation.id);
      return {
        ...segmentOf(annotation, document),
        hand,
        quality: quality === undefined ? null : nameIn(quality),
      };
    });
    const found = tracks.find((track) => sameTrack(track.key, key));
    if (found) found.segments.push(...segments);
    else tracks.push({ key, segments });
  }
  return tracks.map(({ key, segments }) => ({
    ...key,
    origin: JSON.stringify({ by: "import" }),
    segments: segments.sort(inOrder),
  }));
}

function keyOf({ type, annotator, id }: ElanTier, { line }: ElanAnnotation): TrackKey {
  const kind = kindOf(type);
  const key = trackKey.safeParse(kind ? { kind, name: annotator ?? id } : { kind: "truth", name: id });
  if (!key.success) throw badLine(line, id);
  return key.data;
}

function segmentOf(annotation: ElanAnnotation, { slots }: ElanDocument): Segment {
  const [startMs, endMs] = [annotation.from!, annotation.to!].map((slot) => {
    const written = slots.get(slot);
    if (written === undefined || !MILLISECONDS.test(written))
      throw badLine(annotation.line, `${slot}: ${written ?? "–"}`);
    return Number(written);
  }) as [number, number];
  if (endMs < startMs) throw badLine(annotation.line, `${startMs} – ${endMs} ms`);
  return bareSegment(nameIn(annotation), startMs * 1000, (endMs - startMs <= 1 ? startMs : endMs) * 1000);
}

function nameIn({ words, line }: ElanAnnotation): string {
  const name = labelName.safeParse(words.trim() || UNKNOWN);
  if (!name.success) throw badLine(line, words);
  return name.data;
}
