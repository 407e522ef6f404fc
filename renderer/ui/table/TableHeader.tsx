// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { cx } from "../cx.ts";
import { Checkbox } from "../Toggles.tsx";
import { text } from "../text.ts";
import styles from "./Table.module.css";
import type { Sort, TableColumn } from "./Table.tsx";

interface Props<T> {
  readonly columns: readonly TableColumn<T>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly onResize: (column: string, widthPx: number) => void;
  readonly selectedCount: number;
  readonly count: number;
  readonly onSelectAll: (all: boolean) => void;
}

/** A step of Shift+arrow on a heading. */
const STEP_PX = 16;

export function TableHeader<T>(props: Props<T>) {
  const { columns, sort, onSort, onResize, selectedCount, count } = props;
  const turn = (column: string) =>
    onSort({
      column,
      direction: sort.column === column && sort.direction === "ascending" ? "descending" : "ascending",
    });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, column: string) => {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!event.shiftKey || way === 0) return;
    event.preventDefault();
    onResize(column, event.currentTarget.parentElement!.offsetWidth + way * STEP_PX);
  };
  return (
    <div role="row" className={cx(styles.header)} aria-rowindex={1}>
      <div role="columnheader" className={cx(styles.column, styles.tick)}>
        <Checkbox
          aria-label={text("ui.selectAll")}
          isSelected={count > 0 && selectedCount === count}
          isIndeterminate={selectedCount > 0 && selectedCount < count}
          onChange={props.onSelectAll}
        />
      </div>
      {columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          className={cx(styles.column, column.numeric && styles.numeric)}
          aria-sort={sort.column === column.id ? sort.direction : "none"}
        >
          <button
            type="button"
            className={styles.heading}
            onClick={() => turn(column.id)}
            onKeyDown={(event) => onKeyDown(event, column.id)}
          >
            <span className={styles.words}>{column.words}</span>
            {sort.column === column.id &&
              (sort.direction === "ascending" ? (
                <ArrowUp size={12} aria-hidden />
              ) : (
                <ArrowDown size={12} aria-hidden />
              ))}
          </button>
          <Resizer onResize={(widthPx) => onResize(column.id, widthPx)} />
        </div>
      ))}
    </div>
  );
}

/** The edge of a column: a drag from its start sets the width. The keyboard has Shift+arrows on the heading. */
function Resizer({ onResize }: { readonly onResize: (widthPx: number) => void }) {
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const edge = event.currentTarget;
    const startPx = edge.parentElement!.offsetWidth - event.clientX;
    const onMove = (move: globalThis.PointerEvent) => onResize(startPx + move.clientX);
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener("pointermove", onMove);
    edge.addEventListener("lostpointercapture", () => edge.removeEventListener("pointermove", onMove), { once: true });
  };
  return <span className={styles.resizer} onPointerDown={onPointerDown} aria-hidden />;
}
