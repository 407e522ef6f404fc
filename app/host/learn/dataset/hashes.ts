import { createHash } from "node:crypto";
import type { CaptureSummary } from "#domain/captures.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import type { ProjectStore } from "../../store/api.ts";

export type SampleStore = Pick<ProjectStore, "readSamples">;

/** Rows that are read and hashed at once: 1.5 MB of six axes. */
const PIECE_ROWS = 131_072;

/** Hashes of captures by what they hold beside samples; samples of a finished capture never change. */
const known = new WeakMap<SampleStore, Map<string, Promise<string>>>();

/**
 * SHA-256 over all that a model can see of a capture: its samples, where they lie, what they mean and when they were. Read
 * once for each capture while a project is open.
 */
export function captureHash(store: SampleStore, { id, streams }: CaptureSummary): Promise<string> {
  const head = JSON.stringify([
    id,
    streams.map(({ hand, format, clock, rows, endIndex }) => [hand, format, clock, rows, endIndex]),
  ]);
  const hashes = known.get(store) ?? new Map<string, Promise<string>>();
  known.set(store, hashes);
  const before = hashes.get(head);
  if (before !== undefined) return before;
  const made = hashSamples(store, id, streams, head);
  hashes.set(head, made);
  // A capture that could not be read is read again.
  made.catch(() => hashes.delete(head));
  return made;
}

async function hashSamples(
  store: SampleStore,
  captureId: string,
  streams: CaptureSummary["streams"],
  head: string,
): Promise<string> {
  const hash = createHash("sha256").update(head);
  for (const { id, endIndex } of streams) {
    for (let from = 0; from < endIndex; from += PIECE_ROWS) {
      const to = Math.min(endIndex, from + PIECE_ROWS);
      const { runs, values } = await store.readSamples(captureId, id, from, to);
      hash.update(JSON.stringify(runs)).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  }
  return hash.digest("hex");
}

/** SHA-256 over what people say in these captures, in whatever order they come. Ids and origins do not count. */
export function truthHash(captures: readonly { readonly id: string; readonly truth: readonly Segment[] }[]): string {
  const lines = captures.map(({ id, truth }) =>
    JSON.stringify([id, truth.map(({ label, hand, startUs, endUs, peakUs }) => [label, hand, startUs, endUs, peakUs])]),
  );
  return hashOf(lines);
}

/** One hash for many, in whatever order they come. */
export function hashOf(parts: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([...parts].sort()))
    .digest("hex");
}
