import { timeText } from "../../../timeline/core/clockText.ts";
import { share } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import type { TableColumn } from "../../../ui/table/Table.tsx";
import { text } from "../../../ui/text.ts";
import { EditCell } from "./EditCell.tsx";
import type { SegmentRow } from "./rows.ts";

/** The columns of the table of segments. Label, start and length can be typed in their cells. */
export function segmentColumns(): readonly TableColumn<SegmentRow>[] {
  return [
    {
      id: "label",
      words: text("segments.label"),
      width: 108,
      hideable: false,
      cell: (row) => (
        <EditCell row={row} field="label" value={row.segment.label}>
          <LabelMark label={row.segment.label} />
        </EditCell>
      ),
    },
    {
      id: "hand",
      words: text("segments.hand"),
      width: 56,
      cell: ({ segment }) => (segment.hand === null ? text("hand.unknown.letter") : text(`hand.${segment.hand}`)),
    },
    {
      id: "start",
      words: text("segments.start"),
      width: 84,
      numeric: true,
      cell: (row) => <EditCell row={row} field="start" value={timeText(row.segment.startUs)} />,
    },
    {
      id: "length",
      words: text("segments.lengthMs"),
      width: 76,
      numeric: true,
      cell: (row) => (
        <EditCell
          row={row}
          field="length"
          value={String(Math.round((row.segment.endUs - row.segment.startUs) / 1000))}
        />
      ),
    },
    { id: "quality", words: text("segments.quality"), width: 76, cell: ({ segment }) => segment.quality ?? "" },
    {
      id: "peak",
      words: text("segments.peak"),
      width: 84,
      numeric: true,
      cell: ({ segment }) => (segment.peakUs === null ? "" : timeText(segment.peakUs)),
    },
    { id: "track", words: text("segments.track"), width: 88, cell: ({ track }) => track.name },
    { id: "origin", words: text("segments.origin"), width: 112, cell: ({ segment }) => segment.origin },
    {
      id: "confidence",
      words: text("segments.confidence"),
      width: 84,
      numeric: true,
      cell: ({ segment }) => (segment.confidence === null ? "" : share(segment.confidence)),
    },
  ];
}
