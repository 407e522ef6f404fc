import { useMemo, useState } from "react";
import { OUTCOMES, type Validation } from "#domain/validation/results.ts";
import { useApp, useOf } from "../../app/app.ts";
import { count, share } from "../../ui/figures.ts";
import { ShareBar } from "../../ui/ShareBar.tsx";
import { Table, type TableColumn } from "../../ui/table/Table.tsx";
import { text } from "../../ui/text.ts";
import styles from "./AccuracyTable.module.css";
import part from "./Part.module.css";
import { type AccuracyRow, type RowsBy, rowsOf } from "./rows.ts";

interface Props {
  readonly result: Validation;
  readonly by: RowsBy;
}

const WORST_FIRST = { column: "f1", direction: "ascending" } as const;

/** Captures, or groups of them, the worst first; Enter opens a capture. */
export function AccuracyTable({ result, by }: Props) {
  const app = useApp();
  const known = useOf(app.captures, (state) => state.rows);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [sort, setSort] = useState<{ column: string; direction: "ascending" | "descending" }>(WORST_FIRST);
  const worst = useMemo(() => rowsOf(result, by, known ?? []), [result, by, known]);
  const rows = useMemo(() => sorted(worst, sort), [worst, sort]);
  return (
    <div className={part.table}>
      <Table
        name="validate"
        label={text("validate.worst")}
        columns={columns()}
        rows={rows}
        sort={sort}
        onSort={setSort}
        selected={selected}
        onSelect={setSelected}
        onOpen={(id) => {
          const captureId = rows.find((row) => row.id === id)?.captureId;
          if (captureId) app.shell.go({ at: "open", captureId });
        }}
        empty={text("validate.noRows")}
        takesFocus={false}
      />
    </div>
  );
}

const names = new Intl.Collator(undefined, { numeric: true });

function sorted(rows: readonly AccuracyRow[], { column, direction }: { column: string; direction: string }) {
  const sign = direction === "ascending" ? 1 : -1;
  if (column === "name") return rows.toSorted((a, b) => sign * names.compare(nameOf(a), nameOf(b)));
  const figure = ({ scores }: AccuracyRow): number =>
    column === "f1"
      ? scores.f1
      : column === "sensiml"
        ? (scores.sensimlAccuracy ?? Number.POSITIVE_INFINITY)
        : scores.outcomes[column as (typeof OUTCOMES)[number]];
  return rows.toSorted((a, b) => sign * (figure(a) - figure(b)));
}

function nameOf({ name, hand, id }: AccuracyRow): string {
  if (id.startsWith("hand:")) return hand === null ? text("segments.noHand") : text(`hand.${hand}`);
  return name ?? text("validate.noValue");
}

let made: readonly TableColumn<AccuracyRow>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<AccuracyRow>[] {
  made ??= [
    { id: "name", words: text("validate.column.name"), width: "1fr", minWidth: 140, cell: nameOf },
    { id: "f1", words: text("validate.f1"), width: 132, cell: ({ scores }) => <F1Bar f1={scores.f1} /> },
    ...OUTCOMES.filter((outcome) => outcome !== "correctReject").map((outcome) => ({
      id: outcome,
      words: text(`validate.outcome.${outcome}`),
      width: 84,
      numeric: true,
      cell: ({ scores }: AccuracyRow) => count(scores.outcomes[outcome]),
    })),
    {
      id: "sensiml",
      words: text("validate.sensiml"),
      width: 120,
      numeric: true,
      cell: ({ scores }) => (scores.sensimlAccuracy === null ? "" : share(scores.sensimlAccuracy / 100)),
    },
  ];
  return made;
}

function F1Bar({ f1 }: { readonly f1: number }) {
  return (
    <ShareBar share={f1} className={styles.f1}>
      <span className="number">{share(f1)}</span>
    </ShareBar>
  );
}
