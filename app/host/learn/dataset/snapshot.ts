import { type CaptureSummary, reviewState } from "#domain/captures.ts";
import type { Hand } from "#domain/hands.ts";
import type { Segment } from "#domain/labeling/segments.ts";
import type { DatasetQuery, Exclusion, Split } from "#domain/learning/dataset.ts";
import { groupOf, type SplitCapture } from "#domain/learning/folds.ts";
import { truthTrackOf } from "#domain/learning/truthTrack.ts";
import type { ProjectStore } from "../../store/api.ts";
import { captureHash, hashOf, truthHash } from "./hashes.ts";

export type SnapshotStore = Pick<ProjectStore, "captures" | "tracks" | "readSamples">;

/** A capture with the truth that counts, as it was when the snapshot was taken. */
export interface DatasetCapture extends SplitCapture {
  readonly summary: CaptureSummary;
  readonly truth: readonly Segment[];
  /** Which side of a split it is on; its own name where it is not split. */
  readonly group: string;
}

export interface ExcludedCapture {
  readonly captureId: string;
  readonly name: string;
  readonly reason: Exclusion;
  /** How many of its segments (for a whole capture: all) the reason concerns. */
  readonly count: number;
}

/** What a query gives at one moment. The hashes change with anything that a model made from it could see. */
export interface Snapshot {
  readonly captures: readonly DatasetCapture[];
  readonly excluded: readonly ExcludedCapture[];
  readonly dataHash: string;
  readonly labelsHash: string;
  readonly simulated: boolean;
}

/** Captures by name. With a split, those without a group are left out. @throws those of the store */
export async function takeSnapshot(store: SnapshotStore, query: DatasetQuery, split: Split | null): Promise<Snapshot> {
  const captures: DatasetCapture[] = [];
  const excluded: ExcludedCapture[] = [];
  const asked = (await store.captures(false)).filter((summary) => isAsked(query, summary)).sort(byName);
  for (const summary of asked) {
    const { id: captureId, name, metadata } = summary;
    const leave = (reason: Exclusion, count: number) => excluded.push({ captureId, name, reason, count });
    const truth = truthTrackOf(await store.tracks(captureId), query.truthTrack);
    const segments = "segments" in truth ? truth.segments : [];
    const labels = "segments" in truth ? countLabels(segments) : summary.labelCounts;
    // What lacks the labels that were asked for was not asked for.
    if (query.labels.length > 0 && !query.labels.some((label) => label in labels)) continue;
    const group = split === null ? name : groupOf(split, { name, metadata });
    if (summary.state !== "finished") leave("notFinished", segments.length);
    else if ("excluded" in truth) leave(truth.excluded, 0);
    else if (group === null) leave("noGroup", segments.length);
    else captures.push({ captureId, name, metadata, summary, group, truth: segments, labels });
  }
  const hashes = [];
  for (const { summary } of captures) hashes.push(await captureHash(store, summary));
  return {
    captures,
    excluded,
    dataHash: hashOf(hashes),
    labelsHash: truthHash(captures.map(({ captureId, truth }) => ({ id: captureId, truth }))),
    simulated: captures.some(({ summary }) => summary.simulated),
  };
}

/** All conditions of a query but the labels, which only the chosen truth track can answer. */
function isAsked({ captureIds, metadata, devices, states }: DatasetQuery, summary: CaptureSummary): boolean {
  return (
    (captureIds.length === 0 || captureIds.includes(summary.id)) &&
    (states.length === 0 || states.some((state) => state === reviewState(summary))) &&
    (devices.length === 0 || summary.streams.some(({ device }) => devices.includes(device.id))) &&
    Object.entries(metadata).every(([field, values]) => values.includes(summary.metadata[field] ?? ""))
  );
}

/** How many of these have each label. */
export function countLabels(segments: readonly Pick<Segment, "label">[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { label } of segments) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The true segments that a stream of this hand stands for. */
export function truthOfHand(truth: readonly Segment[], hand: Hand | null): Segment[] {
  return truth.filter((one) => one.hand === null || hand === null || one.hand === hand);
}

function byName(a: CaptureSummary, b: CaptureSummary): number {
  return a.name.localeCompare(b.name, "en", { numeric: true }) || (a.id < b.id ? -1 : 1);
}
