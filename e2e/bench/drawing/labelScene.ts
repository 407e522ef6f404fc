import type { Hand } from "#domain/hands.ts";
import { OWN_TRUTH, type Segment, type Track } from "#domain/labeling/segments.ts";
import { PUNCHES } from "#domain/punches.ts";
import { LabelDoc, type LabelStudio } from "../../../renderer/labels/labelDoc.ts";
import { LabelLanes } from "../../../renderer/timeline/core/labels/labelLanes.ts";
import type { Timeline } from "../../../renderer/timeline/core/timeline.ts";
import { labelScheme } from "../../../renderer/ui/labels.ts";

/** As many as asked for, evenly in the capture, on two hands in turn; each fills half of its share. */
export function truthOf(count: number, durationUs: number): Track {
  const stepUs = durationUs / count;
  const segments = Array.from({ length: count }, (_, i): Segment => {
    const startUs = Math.round(i * stepUs);
    const hand: Hand = i % 2 === 0 ? "left" : "right";
    const rest = { quality: null, peakUs: null, confidence: null, origin: "hand" };
    return {
      ...rest,
      id: crypto.randomUUID(),
      label: PUNCHES[i % PUNCHES.length]!,
      hand,
      startUs,
      endUs: Math.round(startUs + stepUs / 2),
    };
  });
  return { ...OWN_TRUTH, origin: "", segments };
}

/** A host that keeps nothing and answers at once: what is measured is the page. */
function hostWith(tracks: readonly Track[]): LabelStudio {
  const call = async (name: string) => ({ ok: true, value: name === "label.tracks" ? tracks : undefined });
  return { call: call as LabelStudio["call"], on: () => () => {}, onConnection: () => () => {} };
}

/** Labels of a capture, read. */
export async function docOf(captureId: string, tracks: readonly Track[]): Promise<LabelDoc> {
  const doc = new LabelDoc({
    studio: hostWith(tracks),
    captureId,
    scheme: labelScheme,
    onRefused: ({ code }) => console.error(code),
    onFailure: console.error,
  });
  await doc.load();
  return doc;
}

/** Puts their lanes into a timeline. Returns what takes them away. */
export function addLanes(timeline: Timeline, doc: LabelDoc): () => void {
  const row = new LabelLanes(timeline, doc, {
    hands: ["left", "right"],
    room: () => ({ limits: timeline.limits, shortestUs: 1000 }),
    targets: () => ({}),
    snaps: () => true,
    layOut: () => timeline.layOut(),
    onTruth: () => {},
    onMenu: () => {},
  });
  return timeline.addRow(row);
}

export const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
/** Within a frame's callbacks: until that frame is painted, which is before the next message. */
export const painted = () =>
  new Promise<void>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
export const afterPaint = () => frame().then(painted);
