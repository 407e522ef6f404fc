import { z } from "zod";
import { captureDetail, captureIds, captureSummary, editName, label, metadata, name, outcome } from "./schemas.ts";

/** The edits that undo and redo would act on now; null where there is none. */
export const historyState = z.object({ undo: editName.nullable(), redo: editName.nullable() });

const historyScope = z.object({ captureId: z.uuid().nullable() });

export const captureCalls = {
  /** Newest first; the bin's content only when asked for. */
  "capture.list": { input: z.object({ deleted: z.boolean() }), output: z.array(captureSummary) },
  "capture.get": { input: z.object({ captureId: z.uuid() }), output: outcome(captureDetail) },
  /** How far apart a left and a right glove saw the same claps, in microseconds; null where there is no such pair. */
  "capture.claps": {
    input: z.object({ captureId: z.uuid() }),
    output: outcome(
      z.object({ claps: z.number().int(), medianUs: z.number().nullable(), worstUs: z.number().nullable() }).nullable(),
    ),
  },
  "capture.rename": { input: z.object({ captureId: z.uuid(), name }), output: outcome(captureSummary) },
  "capture.setLabel": { input: z.object({ captureIds, label }), output: outcome(z.void()) },
  /** Merges the given fields; an empty value removes its field. A label is set with them, as one step. */
  "capture.setMetadata": {
    input: z.object({ captureIds, metadata, label: label.optional() }),
    output: outcome(z.void()),
  },
  "capture.delete": { input: z.object({ captureIds }), output: outcome(z.void()) },
  "capture.restore": { input: z.object({ captureIds }), output: outcome(z.void()) },
  /** Ends the question about an interrupted recording: keep makes it an ordinary capture, delete puts it in the bin. */
  "capture.settle": {
    input: z.object({ captureId: z.uuid(), decision: z.enum(["keep", "delete"]) }),
    output: outcome(z.void()),
  },
  /** Says that a person has looked at all of it, or takes that back. */
  "capture.setReviewed": {
    input: z.object({ captureIds, reviewed: z.boolean() }),
    output: outcome(z.void()),
  },
  /**
   * Undoes the last edit and names it; null when there is none. With a capture: the last edit that touched it, so that a
   * person who labels one capture never undoes something out of sight; without: the last of the project.
   * Problem history.blocked: a later edit elsewhere changed the same things, and goes first.
   */
  "history.undo": { input: historyScope, output: outcome(editName.nullable()) },
  "history.redo": { input: historyScope, output: outcome(editName.nullable()) },
  "history.state": { input: historyScope, output: historyState },
} as const;

export const captureEvents = {
  /** Some captures were made, changed or deleted: read the list again. */
  "capture.changed": z.object({ captureIds: z.array(z.string()) }),
  /** Something was edited, undone or done again: ask for the state of what is shown. */
  "history.changed": z.object({}),
} as const;

export type EditName = z.infer<typeof editName>;
export type HistoryState = z.infer<typeof historyState>;
