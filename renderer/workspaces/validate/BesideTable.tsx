import { useMemo, useState } from "react";
import type { Validation } from "#domain/validation/results.ts";
import { useApp } from "../../app/app.ts";
import { share } from "../../ui/figures.ts";
import { type Sort, Table, type TableColumn } from "../../ui/table/Table.tsx";
import { text } from "../../ui/text.ts";
import { type BesideRow, captureRows, pointsOf } from "./beside.ts";
import { Difference } from "./Difference.tsx";
import { nameOf } from "./nameOf.ts";
import part from "./Part.module.css";

interface Props {
  readonly shown: Validation;
  readonly others: readonly Validation[];
}

/** The captures where models differ most come first; a heading sorts by its column. */
const WIDEST_FIRST: Sort = { column: "widest", direction: "descending" };

/** Captures by models: the F1 of each, and how far the others are from the shown one. Enter opens a capture. */
export function BesideTable({ shown, others }: Props) {
  const app = useApp();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState(WIDEST_FIRST);
  const columns = useMemo(() => columnsOf(shown, others), [shown, others]);
  const all = useMemo(() => captureRows(shown, others), [shown, others]);
  const rows = useMemo(() => sorted(all, sort), [all, sort]);
  return (
    <div className={part.table}>
      <Table
        name="beside"
        label={text("validate.side.captures")}
        columns={columns}
        rows={rows}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        onOpen={(captureId) => app.shell.go({ at: "open", captureId })}
        empty={text("validate.noRows")}
        takesFocus={false}
      />
    </div>
  );
}

const names = new Intl.Collator(undefined, { numeric: true });

function sorted(rows: readonly BesideRow[], { column, direction }: Sort): readonly BesideRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  if (column === "name") return rows.toSorted((a, b) => sign * names.compare(a.name, b.name));
  const [what, place] = column.split(":");
  if (place === undefined) return rows;
  const figure = (row: BesideRow) => (what === "f1" ? row.f1s[Number(place)] : pointsOf(row, Number(place))) ?? null;
  // What was not judged stands last, whichever way it is sorted.
  return rows.toSorted((a, b) => {
    const [one, other] = [figure(a), figure(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (one - other);
  });
}

function columnsOf(shown: Validation, others: readonly Validation[]): TableColumn<BesideRow>[] {
  const f1 = (result: Validation, at: number): TableColumn<BesideRow> => ({
    id: `f1:${at}`,
    words: nameOf(result),
    width: 120,
    numeric: true,
    cell: ({ f1s }) => (f1s[at] == null ? text("validate.none") : share(f1s[at])),
  });
  return [
    { id: "name", words: text("validate.column.name"), width: "1fr", minWidth: 140, cell: ({ name }) => name },
    f1(shown, 0),
    ...others.flatMap((result, i) => [
      f1(result, i + 1),
      {
        id: `points:${i + 1}`,
        words: text("validate.side.difference"),
        width: 96,
        numeric: true,
        cell: (row: BesideRow) => <Difference points={pointsOf(row, i + 1)} />,
      },
    ]),
  ];
}
