// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, MouseEvent, TouchEvent } from "react";
import { cx } from "../cx.ts";
import { Checkbox } from "../Toggles.tsx";
import { text } from "../text.ts";
import styles from "./Table.module.css";
import type { ModelHeader, Row, TableModel } from "./useTableModel.ts";

interface Props<T extends Row> {
  readonly table: TableModel<T>;
  readonly onSelectAll: (all: boolean) => void;
  readonly onMove: ((column: string, to: string) => void) | undefined;
}

/** A step of Shift+arrow on a heading. */
const STEP_PX = 16;

export function TableHeader<T extends Row>({ table, onSelectAll, onMove }: Props<T>) {
  const all = table.getIsAllRowsSelected();
  return (
    <div role="row" className={cx(styles.header)} aria-rowindex={1}>
      <div role="columnheader" className={cx(styles.column, styles.tick)}>
        <Checkbox
          aria-label={text("ui.selectAll")}
          isSelected={all}
          isIndeterminate={!all && table.getIsSomeRowsSelected()}
          onChange={onSelectAll}
        />
      </div>
      {table.getLeafHeaders().map((header) => (
        <Heading key={header.id} table={table} header={header} onMove={onMove} />
      ))}
    </div>
  );
}

const SORTED = { asc: "ascending", desc: "descending" } as const;

interface HeadingProps<T extends Row> {
  readonly table: TableModel<T>;
  readonly header: ModelHeader<T>;
  readonly onMove: Props<T>["onMove"];
}

/** The name of a column, which sorts by it, and its right edge, which sets its width; so do Shift and the arrows. Ctrl and the arrows move it. */
function Heading<T extends Row>({ table, header, onMove }: HeadingProps<T>) {
  const { column } = header;
  const { words, numeric } = column.columnDef.meta!;
  const sorted = column.getIsSorted();
  const setWidth = (widthPx: number) => table.setColumnSizing((given) => ({ ...given, [column.id]: widthPx }));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!(event.shiftKey || event.ctrlKey) || way === 0) return;
    event.preventDefault();
    if (event.ctrlKey) {
      const columns = table.getVisibleLeafColumns();
      const to = columns[columns.indexOf(column) + way];
      if (to !== undefined) onMove?.(column.id, to.id);
      return;
    }
    setWidth(event.currentTarget.parentElement!.offsetWidth + way * STEP_PX);
  };
  const startDrag = (event: MouseEvent<HTMLElement> | TouchEvent<HTMLElement>) => {
    // What the page made of a share (1fr) is only known to the page; the drag goes on from there.
    setWidth(event.currentTarget.parentElement!.offsetWidth);
    header.getResizeHandler()(event);
  };
  return (
    <div
      role="columnheader"
      className={cx(styles.column, numeric && styles.numeric)}
      aria-sort={sorted ? SORTED[sorted] : "none"}
    >
      <button type="button" className={styles.heading} onClick={() => column.toggleSorting()} onKeyDown={onKeyDown}>
        <span className={styles.words}>{words}</span>
        {sorted === "asc" && <ArrowUp size={12} aria-hidden />}
        {sorted === "desc" && <ArrowDown size={12} aria-hidden />}
      </button>
      <span
        className={styles.resizer}
        onMouseDown={(event) => {
          event.preventDefault();
          startDrag(event);
        }}
        onTouchStart={startDrag}
        aria-hidden
      />
    </div>
  );
}
