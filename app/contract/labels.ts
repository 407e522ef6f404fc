import { z } from "zod";
import type { TrackChange } from "#domain/labeling/change.ts";
import { LABEL_COLOURS, type LabelScheme, TIERS } from "#domain/labeling/scheme.ts";
import { type Segment, TRACK_KINDS, type Track, type TrackChoice, type TrackKey } from "#domain/labeling/segments.ts";
import { captureIds, editName, hand, outcome } from "./schemas.ts";

const timeUs = z.number().int();
export const labelName = z.string().trim().min(1).max(64);

export const segment = z
  .object({
    id: z.uuid(),
    label: labelName,
    hand: hand.nullable(),
    quality: labelName.nullable(),
    startUs: timeUs,
    endUs: timeUs,
    peakUs: timeUs.nullable(),
    confidence: z.number().min(0).max(1).nullable(),
    origin: z.string().max(200),
  })
  .refine(({ startUs, endUs }) => endUs >= startUs, "a segment ends before it starts") satisfies z.ZodType<Segment>;

export const trackKey = z.object({
  kind: z.enum(TRACK_KINDS),
  name: z.string().trim().min(1).max(100),
}) satisfies z.ZodType<TrackKey>;

const trackChoice = trackKey.extend({ name: trackKey.shape.name.nullable() }) satisfies z.ZodType<TrackChoice>;

export const track = trackKey.extend({ origin: z.string(), segments: z.array(segment) }) satisfies z.ZodType<Track>;

export const trackChangeSchema = z.object({
  track: trackKey,
  add: z.array(segment).max(100_000),
  update: z.array(segment).max(100_000),
  remove: z.array(z.uuid()).max(100_000),
}) satisfies z.ZodType<TrackChange>;

const schemeLabel = z.object({
  name: labelName,
  colour: z.enum(LABEL_COLOURS),
  key: z.string().min(1).max(20).nullable(),
});
export const labelScheme = z.object({
  punch: z.array(schemeLabel).min(1).max(64),
  quality: z.array(schemeLabel).max(64),
  handKeys: z.object({ left: z.string().max(20).nullable(), right: z.string().max(20).nullable() }),
}) satisfies z.ZodType<LabelScheme>;

/** Tells a page which of the changes that it hears of are its own. */
const pageId = z.uuid();

export const labelCalls = {
  /** All tracks of a capture: truth, proposals, predictions; then by name. */
  "label.tracks": { input: z.object({ captureId: z.uuid() }), output: outcome(z.array(track)) },
  /**
   * One gesture: all changes or none, one step of the history under its name. A truth track that is not there is made.
   * Truth lanes never overlap. Proposals can only be removed; predictions not even that.
   * Overlaps that an import brought may stay; only new ones are refused.
   * Problems: label.overlap, label.outside, label.gone (another window removed it), label.taken (an id that another
   * segment has), label.notEditable.
   */
  "label.edit": {
    input: z.object({
      captureId: z.uuid(),
      name: editName,
      changes: z.array(trackChangeSchema).min(1).max(16),
      pageId: pageId.optional(),
    }),
    output: outcome(z.void()),
  },
  /**
   * Copies the proposals (or predictions) of a track, or of all of that kind, into truth, in many captures, as one step.
   * What meets a truth segment of its hand is left out: truth is never overwritten.
   */
  "label.accept": {
    input: z.object({
      captureIds,
      from: trackChoice,
      /** Name of the truth track; made where it is missing. */
      into: z.string().trim().min(1).max(100),
      /** Those that nobody has named get this label; null keeps theirs. */
      label: labelName.nullable(),
    }),
    output: outcome(z.object({ accepted: z.number().int(), left: z.number().int() })),
  },
  /** Gives truth segments of one label another one, in many captures, as one step; null `from` means all of them. */
  "label.relabel": {
    input: z.object({ captureIds, from: labelName.nullable(), to: labelName }),
    output: outcome(z.object({ changed: z.number().int() })),
  },
  /** Removes all segments of tracks of this kind (and name), as one step; predictions leave none. Truth tracks stay, empty. */
  "label.clear": {
    input: z.object({ captureIds, kind: z.enum(TRACK_KINDS), track: z.string().nullable() }),
    output: outcome(z.object({ removed: z.number().int() })),
  },
  /** The project's label scheme. */
  "scheme.get": { input: z.void(), output: labelScheme },
  /**
   * Changes the scheme; `renames` (old name to new, by tier) are carried out in every segment and capture of the project.
   * One step of the history. A name still in use that the new scheme lacks stays on its segments.
   * Problems: scheme.sameName, scheme.sameKey.
   */
  "scheme.set": {
    input: z.object({
      scheme: labelScheme,
      renames: z.array(z.object({ tier: z.enum(TIERS), from: labelName, to: labelName })).max(64),
    }),
    output: outcome(z.void()),
  },
} as const;

export const labelEvents = {
  /**
   * Segments of a capture changed. `changes` in the order in which they happened; null: read the tracks again.
   * A page leaves out what has its own `pageId`.
   */
  "label.changed": z.object({
    captureId: z.uuid(),
    pageId: z.string().nullable(),
    changes: z.array(trackChangeSchema).nullable(),
  }),
  "scheme.changed": labelScheme,
} as const;
