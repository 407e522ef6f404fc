import { useMemo, useState } from "react";
import { useApp } from "../../../app/app.ts";
import type { Preview } from "../../../training/training.ts";
import { DistributionBar } from "../../../ui/DistributionBar.tsx";
import { count } from "../../../ui/figures.ts";
import { type Sort, Table, type TableColumn } from "../../../ui/table/Table.tsx";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";

type Capture = Preview["captures"][number];
interface CaptureRow extends Capture {
  readonly id: string;
  readonly segments: number;
}

const names = new Intl.Collator(undefined, { numeric: true });
const BY: Readonly<Record<string, (a: CaptureRow, b: CaptureRow) => number>> = {
  name: (a, b) => names.compare(a.name, b.name),
  group: (a, b) => names.compare(a.group, b.group) || names.compare(a.name, b.name),
  segments: (a, b) => a.segments - b.segments,
};

/** The captures that are used; Enter opens one. */
export function CaptureTable({ captures }: Pick<Preview, "captures">) {
  const { shell } = useApp();
  const [sort, setSort] = useState<Sort>({ column: "group", direction: "ascending" });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => {
    const all = captures.map((capture) => ({
      ...capture,
      id: capture.captureId,
      segments: Object.values(capture.labels).reduce((sum, n) => sum + n, 0),
    }));
    const sorted = all.sort(BY[sort.column] ?? BY.name);
    return sort.direction === "ascending" ? sorted : sorted.reverse();
  }, [captures, sort]);
  return (
    <div className={parts.table}>
      <Table
        name="train.captures"
        label={text("train.used")}
        columns={columns()}
        rows={rows}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        onOpen={(captureId) => shell.go({ at: "open", captureId })}
        empty={text("train.none")}
        takesFocus={false}
      />
    </div>
  );
}

let made: readonly TableColumn<CaptureRow>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<CaptureRow>[] {
  made ??= [
    { id: "name", words: text("validate.column.name"), width: "1fr", minWidth: 120, cell: ({ name }) => name },
    { id: "group", words: text("train.group"), width: 132, cell: ({ group }) => group },
    {
      id: "segments",
      words: text("train.segments"),
      width: 92,
      numeric: true,
      cell: ({ segments }) => count(segments),
    },
    {
      id: "labels",
      words: text("train.labels"),
      width: "1fr",
      minWidth: 120,
      cell: ({ labels }) => <DistributionBar labels={labels} />,
    },
  ];
  return made;
}
