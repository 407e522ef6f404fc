import { allowedText, SEGMENTER_NAMES, SEGMENTERS, type SegmenterSetting } from "#domain/segmenters.ts";
import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";

/** Every segmenter with its settings. JSON: `{ <segmenter>: { <setting>: its rule } }`, as app/domain/segmenters.ts. */
export function segmenters(): Report {
  const lines = SEGMENTER_NAMES.flatMap((name) => {
    const settings: Readonly<Record<string, SegmenterSetting>> = SEGMENTERS[name];
    const rows = Object.entries(settings).map(([setting, rule]) => [
      `  ${setting}`,
      text(`segmenter.${name}.${setting}`),
      String(rule.usual),
      allowedText(rule),
    ]);
    const head = ["setting", "meaning", "usual", "allowed"].map((column) => text(`cli.segmenters.${column}`));
    return [`${name}: ${text(`segmenter.${name}`)}`, ...table([`  ${head[0]}`, ...head.slice(1)], rows), ""];
  });
  return { json: SEGMENTERS, lines };
}
