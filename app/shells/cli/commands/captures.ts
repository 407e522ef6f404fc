import { inOrder } from "#domain/labeling/segments.ts";
import { workQueue } from "#domain/workQueue.ts";
import { unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import { captureJson, captureLines, captureTable } from "../captureReport.ts";
import type { Report } from "../report.ts";
import { type CliContext, findCapture, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";

/** JSON: an array of CaptureJson, newest first. */
export function listCaptures(context: CliContext, options: ProjectChoice & { deleted?: boolean }): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captures = await client.call("capture.list", { deleted: options.deleted ?? false });
    return { json: captures.map(captureJson), lines: captureTable(captures) };
  });
}

/** What is left to label. JSON: an array of CaptureJson, first the one to do next: unlabeled ones, then those in progress. */
export function listQueue(context: CliContext, options: ProjectChoice): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const captures = await client.call("capture.list", { deleted: false });
    const left = workQueue(captures);
    const done = captures.length > 0 && left.length === 0;
    return { json: left.map(captureJson), lines: done ? [text("cli.queue.done")] : captureTable(left) };
  });
}

/** JSON: a CaptureJson with `gaps` and `clips` by stream id, and `truth` segments of all its truth tracks. */
export function showCapture(context: CliContext, capture: string, options: ProjectChoice): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const { id: captureId } = await findCapture(client, capture);
    const detail = await client.ask("capture.get", { captureId });
    const tracks = await client.ask("label.tracks", { captureId });
    const truth = tracks.flatMap(({ kind, segments }) => (kind === "truth" ? segments : [])).sort(inOrder);
    const gaps = Object.values(detail.gaps).reduce((sum, each) => sum + each.length, 0);
    return {
      json: { ...captureJson(detail), gaps: detail.gaps, clips: detail.clips, truth },
      lines: [...captureLines(detail), "", text("cli.capture.marks", { gaps, truth: truth.length })],
    };
  });
}

/**
 * How far apart the two gloves of a capture saw the same claps. JSON: `{ id, pair, claps, medianMs, worstMs }`; `pair` is false
 * where there are not just a left and a right glove, the times are null where they were not clapped together.
 */
export function checkClaps(context: CliContext, capture: string, options: ProjectChoice): Promise<Report> {
  return withProject(context, options, async ({ client }) => {
    const { id } = await findCapture(client, capture);
    const found = await client.ask("capture.claps", { captureId: id });
    const { claps, medianUs, worstUs } = found ?? { claps: 0, medianUs: null, worstUs: null };
    if (medianUs === null || worstUs === null) {
      const why = found === null ? "cli.claps.noPair" : "open.claps.none";
      return { json: { id, pair: found !== null, claps, medianMs: null, worstMs: null }, lines: [text(why)] };
    }
    const [medianMs, worstMs] = [medianUs / 1000, worstUs / 1000];
    const lines = [text("open.claps", { claps, median: medianMs, worst: worstMs })];
    return { json: { id, pair: true, claps, medianMs, worstMs }, lines };
  });
}

/** JSON: `{ files: [path] }`, one CSV file a stream. */
export function exportCaptures(
  context: CliContext,
  captures: readonly string[],
  options: ProjectChoice & { to: string },
): Promise<Report> {
  return withProject(context, options, async ({ host, client }) => {
    const files: string[] = [];
    for (const { id } of await findCaptures(client, captures)) {
      const outcome = await host.exportCaptureCsv(id, options.to);
      files.push(...unwrap(outcome));
    }
    return { json: { files }, lines: files };
  });
}
