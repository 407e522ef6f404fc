import { useMemo, useState } from "react";
import type { MapPoint } from "#contract/learning.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { timeText } from "../../../timeline/core/clockText.ts";
import { share } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { type Sort, Table, type TableColumn } from "../../../ui/table/Table.tsx";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import { rowsOf, type SegmentRow, sortedRows } from "./rows.ts";

interface Props {
  readonly points: readonly MapPoint[];
  /** Those that are listed; empty: all. */
  readonly chosen: ReadonlySet<number>;
  readonly marked: number | null;
  readonly onMark: (place: number | null) => void;
  readonly onOpen: (place: number) => void;
}

const ODD_FIRST: Sort = { column: "odd", direction: "descending" };

/** The segments of the map as a list, the odd ones first: they are likely mislabeled. Enter opens one on the timeline. */
export function SegmentTable({ points, chosen, marked, onMark, onOpen }: Props) {
  const { captures } = useApp();
  const known = useOf(captures, (state) => state.rows);
  const [sort, setSort] = useState(ODD_FIRST);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const all = useMemo(() => rowsOf(points, known ?? []), [points, known]);
  const rows = useMemo(
    () => sortedRows(chosen.size === 0 ? all : all.filter(({ place }) => chosen.has(place)), sort),
    [all, chosen, sort],
  );
  return (
    <div className={parts.table}>
      <Table
        name="train.segments"
        label={text("train.segments")}
        columns={columns()}
        rows={rows}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={(ids) => {
          setSelected(ids);
          const last = [...ids].at(-1);
          if (last !== undefined) onMark(Number(last));
        }}
        onOpen={(id) => onOpen(Number(id))}
        empty={text("train.map.nothing")}
        revealed={marked === null ? undefined : String(marked)}
        takesFocus={false}
      />
    </div>
  );
}

let made: readonly TableColumn<SegmentRow>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<SegmentRow>[] {
  made ??= [
    { id: "label", words: text("train.label"), width: 112, cell: ({ point }) => <LabelMark label={point.label} /> },
    { id: "odd", words: text("train.map.odd"), width: 64, numeric: true, cell: ({ point }) => share(point.odd) },
    { id: "capture", words: text("train.map.capture"), width: "1fr", minWidth: 96, cell: ({ name }) => name },
    {
      id: "time",
      words: text("validate.column.time"),
      width: 84,
      numeric: true,
      cell: ({ point }) => timeText(point.startUs),
    },
    {
      id: "hand",
      words: text("segments.hand"),
      width: 52,
      cell: ({ point: { hand } }) => (hand === null ? "" : text(`hand.${hand}`)),
    },
  ];
  return made;
}
