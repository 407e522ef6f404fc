import {
  type CaptureStream,
  type CaptureSummary,
  type LinkCounts,
  type ReviewState,
  reviewState,
} from "#domain/captures.ts";
import { text } from "../common/text.ts";
import { table } from "./report.ts";

/** A capture as `--json` prints it. Fields are added, never renamed. Counts are in samples (rows) but `corrupt` in packets. */
export interface CaptureJson extends LinkCounts {
  readonly id: string;
  readonly name: string;
  readonly state: CaptureSummary["state"];
  readonly simulated: boolean;
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly deletedAt: string | null;
  /** Where it stands in the queue of work: unlabeled, inProgress, reviewed. */
  readonly review: ReviewState;
  /** When a person said that its labels are right and complete. */
  readonly reviewedAt: string | null;
  /** Truth segments by label. */
  readonly labels: Readonly<Record<string, number>>;
  /** The same segments by glove; none: both, or nobody said. */
  readonly hands: Readonly<Record<"left" | "right" | "none", number>>;
  readonly proposals: number;
  readonly videos: number;
  readonly durationS: number;
  /** Of all streams together, as are lost, corrupt, repeated and clipped. */
  readonly samples: number;
  readonly streams: readonly StreamJson[];
}

export interface StreamJson extends LinkCounts {
  readonly id: number;
  readonly device: CaptureStream["device"];
  readonly hand: CaptureStream["hand"];
  readonly sampleType: string;
  readonly channels: readonly { readonly name: string; readonly unit: string; readonly range: number | null }[];
  readonly samples: number;
  readonly nominalRateHz: number;
  readonly measuredRateHz: number;
}

export function captureJson(capture: CaptureSummary): CaptureJson {
  const sum = (count: (stream: CaptureStream) => number) =>
    capture.streams.reduce((total, stream) => total + count(stream), 0);
  return {
    id: capture.id,
    name: capture.name,
    state: capture.state,
    simulated: capture.simulated,
    label: capture.label,
    metadata: capture.metadata,
    createdAt: new Date(capture.createdAtMs).toISOString(),
    deletedAt: capture.deletedAtMs === null ? null : new Date(capture.deletedAtMs).toISOString(),
    reviewedAt: capture.reviewedAtMs === null ? null : new Date(capture.reviewedAtMs).toISOString(),
    review: reviewState(capture),
    labels: capture.labelCounts,
    hands: capture.handCounts,
    proposals: capture.proposals,
    videos: capture.videos,
    durationS: capture.durationUs / 1e6,
    samples: sum(({ rows }) => rows),
    lost: sum(({ counts }) => counts.lost),
    corrupt: sum(({ counts }) => counts.corrupt),
    repeated: sum(({ counts }) => counts.repeated),
    clipped: sum(({ counts }) => counts.clipped),
    streams: capture.streams.map(streamJson),
  };
}

function streamJson({ id, device, hand, format, rows, clock, counts }: CaptureStream): StreamJson {
  return {
    id,
    device,
    hand,
    sampleType: format.sampleType,
    channels: format.channels.map(({ name, unit, range }) => ({ name, unit, range })),
    samples: rows,
    nominalRateHz: format.nominalRateHz,
    measuredRateHz: clock.rateHz,
    lost: counts.lost,
    corrupt: counts.corrupt,
    repeated: counts.repeated,
    clipped: counts.clipped,
  };
}

/** One line a capture. */
export function captureTable(captures: readonly CaptureSummary[]): string[] {
  if (captures.length === 0) return [text("cli.captures.none")];
  const heading = ["id", "name", "review", "segments", "label", "length", "rate", "samples", "lost", "device"];
  const rows = captures.map((capture) => {
    const { id, name, review, labels, label, durationS, samples, lost, streams } = captureJson(capture);
    return [
      id.slice(0, 8),
      name,
      text(`review.${review}`),
      Object.entries(labels)
        .map(([of, count]) => text("ui.labelCount", { label: of, count }))
        .join(", "),
      label ?? "",
      `${durationS.toFixed(1)} s`,
      `${streams.map(({ measuredRateHz }) => measuredRateHz.toFixed(1)).join(" / ")} Hz`,
      String(samples),
      String(lost),
      streams.map(({ device }) => device.name).join(", "),
    ];
  });
  return table(
    heading.map((column) => text(`cli.column.${column}`)),
    rows,
    [5, 6, 7, 8],
  );
}

/** Everything about one capture that fits a terminal. */
export function captureLines(capture: CaptureSummary): string[] {
  const shown = captureJson(capture);
  const facts = [
    text("cli.capture.title", { name: shown.name, id: shown.id }),
    text("cli.capture.when", { at: shown.createdAt, seconds: shown.durationS.toFixed(2) }),
    ...(shown.label === null ? [] : [text("cli.capture.label", { label: shown.label })]),
    ...Object.entries(shown.metadata).map(([field, value]) => `${field}: ${value}`),
    ...(shown.simulated ? [text("cli.capture.simulated")] : []),
    ...(shown.state === "interrupted" ? [text("cli.capture.interrupted")] : []),
  ];
  const heading = ["device", "hand", "channels", "rate", "samples", "lost", "corrupt", "repeated", "clipped"];
  const rows = shown.streams.map((stream) => [
    stream.device.name,
    stream.hand ?? "",
    String(stream.channels.length),
    `${stream.measuredRateHz.toFixed(2)} Hz`,
    String(stream.samples),
    String(stream.lost),
    String(stream.corrupt),
    String(stream.repeated),
    String(stream.clipped),
  ]);
  return [
    ...facts,
    "",
    ...table(
      heading.map((column) => text(`cli.column.${column}`)),
      rows,
      [2, 3, 4, 5, 6, 7, 8],
    ),
  ];
}
