import { type CSSProperties, type KeyboardEvent, useMemo, useRef, useState } from "react";
import { cellOutcomes, isRight } from "#domain/validation/cells.ts";
import type { Validation } from "#domain/validation/results.ts";
import { useApp, useOf } from "../../app/app.ts";
import type { Cell } from "../../app/stores/accuracy.ts";
import { count, share } from "../../ui/figures.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { text } from "../../ui/text.ts";
import styles from "./Matrix.module.css";
import part from "./Part.module.css";
import { Part } from "./Part.tsx";

interface Props {
  readonly result: Pick<Validation, "total" | "captures">;
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Rows are truth, columns what was found. Arrows walk through the cells, Enter lists the clips of one. */
export function Matrix({ result: { total, captures } }: Props) {
  const { accuracy } = useApp();
  const { matrix, perClass } = total;
  const { labels, counts } = matrix;
  const outcomes = useMemo(() => cellOutcomes(matrix, captures), [matrix, captures]);
  const chosen = useOf(accuracy, (state) => state.cell);
  const [place, setPlace] = useState<Cell>({ row: 0, column: 0 });
  const body = useRef<HTMLTableSectionElement>(null);
  const last = labels.length;
  const walk = (event: KeyboardEvent, { row, column }: Cell) => {
    const step = STEPS[event.key];
    if (step === undefined || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const next = { row: clamp(row + step[0], last), column: clamp(column + step[1], last) };
    setPlace(next);
    body.current?.querySelector<HTMLElement>(`[data-cell="${next.row}/${next.column}"]`)?.focus();
  };
  const rowWords = (row: number) => labels[row] ?? text("validate.background");
  const columnWords = (column: number) => labels[column] ?? text("validate.missed");
  return (
    <Part label={text("validate.matrix")} how={text("validate.matrix.how")}>
      <div className={part.scroll}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">{text("validate.matrix.corner")}</th>
              {labels.map((label) => (
                <th key={label} scope="col">
                  <LabelMark label={label} />
                </th>
              ))}
              <th scope="col">{text("validate.missed")}</th>
              <th scope="col">{text("validate.sensitivity")}</th>
              <th scope="col">{text("validate.classF1")}</th>
              <th scope="col">{text("validate.support")}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {counts.map((cells, row) => {
              const all = cells.reduce((sum, value) => sum + value, 0);
              const own = row < last ? perClass[labels[row]!] : undefined;
              return (
                <tr key={rowWords(row)}>
                  <th scope="row">{row < last ? <LabelMark label={labels[row]!} /> : rowWords(row)}</th>
                  {cells.map((value, column) => {
                    const outcome = outcomes[row]![column]!;
                    return (
                      <td key={columnWords(column)}>
                        <button
                          type="button"
                          className={styles.cell}
                          data-cell={`${row}/${column}`}
                          data-right={(outcome !== null && isRight(outcome)) || undefined}
                          title={outcome === null ? undefined : text(`validate.one.${outcome}`)}
                          tabIndex={row === place.row && column === place.column ? 0 : -1}
                          aria-pressed={chosen?.row === row && chosen.column === column}
                          aria-label={text("validate.cell", {
                            truth: rowWords(row),
                            found: columnWords(column),
                            count: value,
                          })}
                          style={{ "--share": all === 0 ? 0 : value / all } as CSSProperties}
                          onFocus={() => setPlace({ row, column })}
                          onKeyDown={(event) => walk(event, { row, column })}
                          onClick={() => accuracy.showCell({ row, column })}
                        >
                          {value === 0 ? "·" : count(value)}
                        </button>
                      </td>
                    );
                  })}
                  <Margin value={own && share(own.sensitivity)} />
                  <Margin value={own && share(own.f1)} />
                  <Margin value={own && count(own.support)} />
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{text("validate.ppv")}</th>
              {labels.map((label) => (
                <Margin key={label} value={perClass[label] && share(perClass[label].ppv)} />
              ))}
              <td colSpan={4} />
            </tr>
          </tfoot>
        </table>
      </div>
    </Part>
  );
}

function Margin({ value }: { readonly value: string | undefined }) {
  return <td className={styles.margin}>{value}</td>;
}

function clamp(value: number, last: number): number {
  return Math.min(last, Math.max(0, value));
}
