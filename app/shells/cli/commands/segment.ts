import type { SegmenterName, SettingValues } from "#domain/segmenters.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCapture, type ProjectChoice, withProject } from "../studioSession.ts";

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

function seconds(us: number): string {
  return (us / 1e6).toFixed(3);
}
