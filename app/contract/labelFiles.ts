import { z } from "zod";
import { LABEL_FORMATS, type LabelImport } from "#domain/labeling/labelFiles.ts";
import { trackKey } from "./labels.ts";
import { captureIds, outcome } from "./schemas.ts";

const whole = z.number().int().nonnegative();

const labelImport = z.object({
  added: whole,
  already: whole,
  predictions: whole,
  overlapping: whole,
  overlaps: z.array(z.object({ label: z.string(), other: z.string(), startUs: z.number().int() })),
  tracks: z.array(
    trackKey.extend({ name: z.string(), isNew: z.boolean(), added: whole, already: whole, overlapping: whole }),
  ),
}) satisfies z.ZodType<LabelImport>;

export const labelFileCalls = {
  /**
   * Makes a file of the labels of a capture, or a zip of one for each of several, to be fetched by bulkPaths.labelFile: one of
   * the last four can be. Problems: capture.notFound.
   */
  "label.export": {
    input: z.object({ captureIds, format: z.enum(LABEL_FORMATS) }),
    output: outcome(z.object({ exportId: z.uuid(), fileName: z.string(), bytes: whole })),
  },
  /**
   * Adds the labels of a file that was offered by bulkPaths.offeredFile, whose ending says the format, as one step. A trial
   * tells the same and leaves everything as it is; the file stays on offer. Problems: import.notOffered,
   * labels.unknownFormat, labels.tooLarge, labels.unreadable, labels.badLine, labels.noColumns, label.outside, capture.notFound.
   */
  "label.import": {
    input: z.object({
      captureId: z.uuid(),
      offerId: z.uuid(),
      /** The truth track for what the file assigns to none. */
      into: z.string().trim().min(1).max(100),
      trial: z.boolean(),
    }),
    output: outcome(labelImport),
  },
} as const;
