/**
 * Bulk bytes travel over HTTP (or the app's own scheme), never over the call channel. Paths hold ids, never file names.
 * Every answer is one encoded SampleSlice (slice.ts); `from` and `to` are sample indexes, or bins of that level,
 * half-open, and are cut to what exists.
 */
export const bulkPaths = {
  samples: (captureId: string, streamId: number, from: number, to: number) =>
    `bulk/captures/${captureId}/streams/${streamId}/samples?from=${from}&to=${to}`,
  pyramid: (captureId: string, streamId: number, level: number, from: number, to: number) =>
    `bulk/captures/${captureId}/streams/${streamId}/pyramid/${level}?from=${from}&to=${to}`,
} as const;
