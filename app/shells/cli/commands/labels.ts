import type { LabelFormat } from "#domain/labeling/labelFiles.ts";
import type { TrackKind, TrackChoice as Tracks } from "#domain/labeling/segments.ts";
import { unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCapture, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";

interface TrackChoice extends ProjectChoice {
  /** A track's name. */
  readonly track?: string | undefined;
}

/** JSON: the tracks of a capture, each `{ kind, name, origin, segments }` with all fields of its segments. */
export function listLabels(context: CliContext, capture: string, { track, ...options }: TrackChoice): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const { id: captureId } = await findCapture(client, capture);
    const all = await client.ask("label.tracks", { captureId });
    const tracks = all.filter(({ name }) => track === undefined || name === track);
    const head = ["track", "start", "end", "label", "hand", "quality", "confidence"];
    const rows = tracks.flatMap(({ name, segments }) =>
      segments.map(({ startUs, endUs, label, hand, quality, confidence }) => [
        name,
        seconds(startUs),
        seconds(endUs),
        label,
        hand ?? "",
        quality ?? "",
        confidence === null ? "" : confidence.toFixed(2),
      ]),
    );
    const heading = head.map((column) => text(`cli.labels.${column}`));
    return { json: tracks, lines: rows.length === 0 ? [text("cli.labels.none")] : table(heading, rows, [1, 2, 6]) };
  });
}

/** JSON: `{ files: [path] }`, one a capture. */
export function exportLabels(
  context: CliContext,
  captures: readonly string[],
  { to, format, track, ...options }: TrackChoice & { readonly to: string; readonly format: LabelFormat },
): Promise<Report> {
  return withProject(context, options, async ({ host, client }) => {
    const files: string[] = [];
    for (const { id } of await findCaptures(client, captures))
      files.push(unwrap(await host.exportLabels(id, to, format, track ?? null)));
    return { json: { files }, lines: files };
  });
}

/**
 * JSON: `{ added, already, predictions, overlapping, overlaps: [{ label, other, startUs }], tracks: [{ kind, name, isNew, added,
 * already, overlapping }] }`; a trial tells the same, and leaves everything as it is.
 */
export function importLabels(
  context: CliContext,
  capture: string,
  file: string,
  { track, trial, ...options }: TrackChoice & { readonly trial?: boolean | undefined },
): Promise<Report> {
  return withProject(context, options, async ({ host, client }) => {
    const { id } = await findCapture(client, capture);
    const done = unwrap(await host.importLabels(id, file, { into: track, trial }));
    const { overlapping, predictions } = done;
    return {
      json: done,
      lines: [
        text(trial ? "cli.labels.wouldImport" : "cli.labels.imported", { added: done.added, already: done.already }),
        ...done.tracks.map(({ name, added, already }) => text("cli.labels.intoTrack", { name, added, already })),
        ...(predictions > 0 ? [text("cli.labels.predictions", { predictions })] : []),
        ...(overlapping > 0 ? [text("cli.labels.overlapping", { overlapping })] : []),
        ...done.overlaps.map(({ label, other, startUs }) =>
          text("cli.labels.overlap", { label, other, at: seconds(startUs) }),
        ),
      ],
    };
  });
}

/** JSON: `{ accepted, left }`. */
export function acceptLabels(
  context: CliContext,
  captures: readonly string[],
  { from, into, label, ...options }: ProjectChoice & { from: Tracks; into: string; label: string | null },
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureIds = (await findCaptures(client, captures)).map(({ id }) => id);
    const done = await client.ask("label.accept", { captureIds, from, into, label });
    return { json: done, lines: [text("cli.labels.accepted", done)] };
  });
}

/** JSON: `{ changed }`. */
export function relabel(
  context: CliContext,
  captures: readonly string[],
  { from, to, ...options }: ProjectChoice & { from: string | null; to: string },
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureIds = (await findCaptures(client, captures)).map(({ id }) => id);
    const done = await client.ask("label.relabel", { captureIds, from, to });
    return { json: done, lines: [text("cli.labels.changed", done)] };
  });
}

/** JSON: `{ removed }`. */
export function clearLabels(
  context: CliContext,
  captures: readonly string[],
  { kind, track, ...options }: TrackChoice & { kind: TrackKind },
): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captureIds = (await findCaptures(client, captures)).map(({ id }) => id);
    const done = await client.ask("label.clear", { captureIds, kind, track: track ?? null });
    return { json: done, lines: [text("cli.labels.removed", done)] };
  });
}

function seconds(us: number): string {
  return (us / 1e6).toFixed(6);
}
