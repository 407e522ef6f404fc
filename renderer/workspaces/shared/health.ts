import type { CaptureSummary } from "#domain/captures.ts";
import { count } from "../../ui/figures.ts";
import type { Tone } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";

export const HEALTHS = ["whole", "clipped", "lost"] as const;
export type Health = (typeof HEALTHS)[number];

/** How far a capture can be trusted: the worst thing that happened to it, and how often. */
export function health(capture: CaptureSummary): {
  readonly health: Health;
  readonly tone: Tone;
  readonly words: string;
} {
  const sum = (pick: (counts: CaptureSummary["streams"][number]["counts"]) => number) =>
    capture.streams.reduce((total, stream) => total + pick(stream.counts), 0);
  const lost = sum((counts) => counts.lost);
  const corrupt = sum((counts) => counts.corrupt);
  const clipped = sum((counts) => counts.clipped);
  if (lost + corrupt > 0) {
    const words =
      lost > 0 ? text("health.lost", { count: count(lost) }) : text("health.corrupt", { count: count(corrupt) });
    return { health: "lost", tone: "danger", words };
  }
  if (clipped > 0)
    return { health: "clipped", tone: "warning", words: text("health.clipped", { count: count(clipped) }) };
  return { health: "whole", tone: "ok", words: text("health.whole") };
}
