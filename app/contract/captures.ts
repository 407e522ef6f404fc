import { z } from "zod";
import { captureDetail, captureSummary, label, metadata, name, outcome } from "./schemas.ts";

const ids = z.array(z.uuid()).min(1).max(10_000);

/** What an edit did, as a message: its words stand in the catalog under `history.<code>` ("Rename {name}"). */
export const editName = z.object({ code: z.string(), detail: z.record(z.string(), z.union([z.string(), z.number()])) });

/** The edits that undo and redo would act on now; null where there is none. */
export const historyState = z.object({ undo: editName.nullable(), redo: editName.nullable() });

export const captureCalls = {
  /** Newest first; the bin's content only when asked for. */
  "capture.list": { input: z.object({ deleted: z.boolean() }), output: z.array(captureSummary) },
  "capture.get": { input: z.object({ captureId: z.uuid() }), output: outcome(captureDetail) },
  "capture.rename": { input: z.object({ captureId: z.uuid(), name }), output: outcome(captureSummary) },
  "capture.setLabel": { input: z.object({ captureIds: ids, label }), output: outcome(z.void()) },
  /** Merges the given fields; an empty value removes its field. */
  "capture.setMetadata": { input: z.object({ captureIds: ids, metadata }), output: outcome(z.void()) },
  "capture.delete": { input: z.object({ captureIds: ids }), output: outcome(z.void()) },
  "capture.restore": { input: z.object({ captureIds: ids }), output: outcome(z.void()) },
  /** Ends the question about an interrupted recording: keep makes it an ordinary capture, delete puts it in the bin. */
  "capture.settle": {
    input: z.object({ captureId: z.uuid(), decision: z.enum(["keep", "delete"]) }),
    output: outcome(z.void()),
  },
  /** The truth events of a capture (from the simulated glove, for now); empty where there are none. */
  "capture.truth": {
    input: z.object({ captureId: z.uuid() }),
    output: z.array(
      z.object({
        label: z.string(),
        hand: z.enum(["left", "right"]).nullable(),
        startUs: z.number().int(),
        peakUs: z.number().int().nullable(),
        endUs: z.number().int(),
      }),
    ),
  },
  /** Undoes the last edit of the project (rename, label, metadata, delete, restore) and names it; null when none. */
  "history.undo": { input: z.void(), output: editName.nullable() },
  "history.redo": { input: z.void(), output: editName.nullable() },
  "history.state": { input: z.void(), output: historyState },
} as const;

export const captureEvents = {
  /** Some captures were made, changed or deleted: read the list again. */
  "capture.changed": z.object({ captureIds: z.array(z.string()) }),
  "history.changed": historyState,
} as const;

export type EditName = z.infer<typeof editName>;
export type HistoryState = z.infer<typeof historyState>;
