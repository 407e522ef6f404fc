import type { SegmenterName, SettingValues } from "#domain/segmenters.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCapture, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";

export interface SegmentWish extends ProjectChoice {
  readonly segmenter: SegmenterName;
  readonly settings: SettingValues;
  readonly write: boolean;
}

/**
 * What a segmenter finds in a capture. JSON: `{ capture, segmenter, settings, engineHash, written, proposals }`, each with
 * streamId, hand, beginIndex, endIndex (half-open), startUs, peakUs and endUs.
 */
export function segment(context: CliContext, capture: string, wish: SegmentWish): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const { id: captureId } = await findCapture(client, capture);
    const { segmenter, settings, write } = wish;
    const found = await client.ask("segment.propose", { captureId, segmenter, settings, write });
    const rows = found.proposals.map(({ hand, startUs, endUs, peakUs }) => [
      seconds(startUs),
      seconds(endUs),
      peakUs === null ? "" : seconds(peakUs),
      hand ?? "",
    ]);
    const head = ["start", "end", "peak", "hand"].map((column) => text(`cli.segment.${column}`));
    return {
      json: { capture: captureId, segmenter, written: write, ...found },
      lines: [
        ...(rows.length === 0 ? [] : [...table(head, rows), ""]),
        text(write ? "cli.segment.written" : "cli.segment.found", { count: rows.length }),
      ],
    };
  });
}

/**
 * The same in several captures. JSON: `{ segmenter, written, captures: [{ capture, name, proposals }], failed }`, where
 * `proposals` says how many; nothing is stored without `write`.
 */
export function segmentMany(context: CliContext, captures: readonly string[], wish: SegmentWish): Promise<Report> {
  const { segmenter, settings, write } = wish;
  return withProject(context, wish, async (session) => {
    const { client } = session;
    const chosen = await findCaptures(client, captures);
    const captureIds = chosen.map(({ id }) => id);
    const failed: { captureId: string; problem: { code: string } }[] = [];
    if (write) {
      const words = (percent: number | "") => text("cli.segment.working", { percent });
      const work = (jobId: string) => client.ask("segment.proposeMany", { captureIds, segmenter, settings, jobId });
      failed.push(...(await asJob(context, session, words, work)).failed);
    }
    const counted = [];
    for (const { id, name } of chosen.filter((each) => !failed.some(({ captureId }) => captureId === each.id))) {
      const { proposals } = await client.ask("segment.propose", { captureId: id, segmenter, settings, write: false });
      counted.push({ capture: id, name, proposals: proposals.length });
    }
    const count = counted.reduce((sum, { proposals }) => sum + proposals, 0);
    const head = ["capture", "proposals"].map((column) => text(`cli.segment.${column}`));
    const rows = counted.map(({ name, proposals }) => [name, String(proposals)]);
    return {
      json: { segmenter, written: write, captures: counted, failed },
      lines: [
        ...table(head, rows, [1]),
        ...failed.map(({ captureId, problem }) => `${captureId}: ${problem.code}`),
        "",
        text(write ? "cli.segment.written" : "cli.segment.found", { count }),
      ],
    };
  });
}

function seconds(us: number): string {
  return (us / 1e6).toFixed(3);
}
