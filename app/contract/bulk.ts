import type { ValidationFile } from "./validation.ts";

/**
 * Bulk bytes travel over HTTP (or the app's own scheme), never over the call channel. Paths hold ids, never file names.
 * Every answer about samples is one encoded SampleSlice (slice.ts); `from` and `to` are sample indexes, or bins of that level,
 * half-open, and are cut to what exists.
 */
export const bulkPaths = {
  samples: (captureId: string, streamId: number, from: number, to: number) =>
    `bulk/captures/${captureId}/streams/${streamId}/samples?from=${from}&to=${to}`,
  pyramid: (captureId: string, streamId: number, level: number, from: number, to: number) =>
    `bulk/captures/${captureId}/streams/${streamId}/pyramid/${level}?from=${from}&to=${to}`,
  /** GET: the video's file; ranges are answered as HTTP says (206), so that a media element can seek. */
  video: (videoId: string) => `bulk/videos/${videoId}/file`,
  /** GET: the time of every frame on the video's own clock, ascending, as float64 microseconds. No slice. */
  videoFrames: (videoId: string) => `bulk/videos/${videoId}/frames`,
  /**
   * POST: the next bytes of a video that was begun, which start at `at` of its file. Bytes already there are skipped, a
   * hole is refused (409), so that a piece may be sent again. At most 16 MB at once. Who records says every few seconds
   * that more will come, if only with an empty piece: after 30 s of silence the host finishes a recorded video.
   */
  videoBytes: (videoId: string, at: number) => `bulk/videos/${videoId}/bytes?at=${at}`,
  /** GET: a validation as one of VALIDATION_FILES (validation.ts), to be saved. */
  validationFile: (validationId: string, file: ValidationFile) => `bulk/validations/${validationId}/${file}`,
  /** GET: one file of a pack; its path is one that `pack.build` told. */
  packFile: (modelId: string, path: string) => `bulk/packs/${modelId}/files/${path}`,
  /** GET: the pack as an Arduino library in a zip. */
  packZip: (modelId: string) => `bulk/packs/${modelId}/zip`,
  /** POST: a firmware image, whole, at most 4 MB, under a fresh UUID that `image.add` takes. */
  imageBytes: (upload: string) => `bulk/images/${upload}`,
  /**
   * POST: the next bytes of a file of a model, or of labels, that is offered for import, from `at` on, at most 16 MB at once. `name` is as
   * the person chose it, with the folders below the chosen one. The page makes the offer's UUID; a new one ends the one
   * before, and so does its import. Refused: a hole (409), more than 64 MB or 1000 files (413).
   */
  offeredFile: (offerId: string, name: string, at: number) =>
    `bulk/offers/${offerId}?at=${at}&name=${encodeURIComponent(name)}`,
  /** GET: what `label.export` made, to be saved. */
  labelFile: (exportId: string) => `bulk/labels/${exportId}`,
  /** GET: a network of a model, as model.export lists them. */
  modelFile: (modelId: string, part: number) => `bulk/models/${modelId}/parts/${part}/network.tflite`,
} as const;
