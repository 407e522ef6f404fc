// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { cx } from "../cx.ts";
import { ROW_PX, rowWindow, scrollTo } from "./rowWindow.ts";
import { type ListSelection, rowAfterKey, type SelectMode, select } from "./selection.ts";
import styles from "./Table.module.css";
import { TableHeader } from "./TableHeader.tsx";
import { useColumnWidths } from "./useColumnWidths.ts";

export interface TableColumn<T> {
  readonly id: string;
  readonly words: string;
  /** Pixels, or a share of what is left: `1fr`. */
  readonly width: number | `${number}fr`;
  readonly minWidth?: number;
  /** Figures stand to the right with digits of one width. */
  readonly numeric?: boolean;
  readonly cell: (row: T) => ReactNode;
}

export interface Sort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

interface TableProps<T extends { readonly id: string }> {
  /** Names the table, under which its column widths are remembered. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly TableColumn<T>[];
  /** In the order in which they are shown. */
  readonly rows: readonly T[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  /** Enter or double click. */
  readonly onOpen: (id: string) => void;
  /** Right click, the menu key or Shift+F10 on a row, at a point of the window. The row is selected by then. */
  readonly onMenu: (at: { x: number; y: number }) => void;
  readonly empty: ReactNode;
}

const TICK_PX = 36;

function modeOf(event: {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}): SelectMode {
  if (event.shiftKey) return "range";
  return event.ctrlKey || event.metaKey ? "toggle" : "only";
}

/**
 * Rows that can be sorted, selected (Shift, Ctrl, Ctrl+A) and walked by keys. The table itself holds the focus and only
 * rows in view exist, so that ten thousand are no slower than ten.
 */
export function Table<T extends { readonly id: string }>(props: TableProps<T>) {
  const { columns, rows, selected } = props;
  const { given, setWidth } = useColumnWidths(props.name);
  const scroller = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ topPx: 0, heightPx: 0 });
  const [place, setPlace] = useState<Pick<ListSelection, "active" | "anchor">>({ active: null, anchor: null });
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const idPrefix = useId();

  useLayoutEffect(() => {
    const element = scroller.current!;
    const look = () => setView({ topPx: element.scrollTop, heightPx: element.clientHeight });
    look();
    if (typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  // Whoever comes by keyboard is in the table at once, not in the bar above; a focus beside the table stays there.
  useEffect(() => {
    if (!document.activeElement?.closest('main, [role="dialog"]')) scroller.current?.focus({ preventScroll: true });
  }, []);

  const go = (id: string, mode: SelectMode) => {
    const next = select(ids, { selected, ...place }, id, mode);
    setPlace(next);
    props.onSelect(next.selected);
    const element = scroller.current!;
    element.scrollTop = scrollTo(ids.indexOf(id), element.scrollTop, element.clientHeight);
  };
  const openMenu = (id: string, x: number, y: number) => {
    if (!selected.has(id)) go(id, "only");
    props.onMenu({ x, y });
  };
  const rowOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-row]");

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const { active } = place;
    const move = rowAfterKey(ids, active, event.key, Math.max(1, Math.floor(view.heightPx / ROW_PX) - 2));
    if (move !== null) go(move, event.shiftKey ? "range" : "only");
    else if (event.key === " " && active !== null) go(active, event.ctrlKey ? "toggle" : "only");
    else if (event.key === "a" && (event.ctrlKey || event.metaKey)) props.onSelect(new Set(ids));
    else if (event.key === "Escape" && selected.size > 0) props.onSelect(new Set());
    else if (event.key === "Enter" && active !== null && selected.has(active)) props.onOpen(active);
    else if ((event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) && active !== null) {
      const box = scroller.current!.querySelector(`[data-row="${active}"]`)?.getBoundingClientRect();
      openMenu(active, (box?.left ?? 0) + TICK_PX, box?.bottom ?? 0);
    } else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const row = rowOf(event.target);
    if (!row || (event.target as Element).closest("input")) return;
    go(row.dataset.row!, (event.target as Element).closest("[data-tick]") ? "toggle" : modeOf(event));
    scroller.current!.focus({ preventScroll: true });
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowOf(event.target);
    if (row && !(event.target as Element).closest("input, [data-tick]")) props.onOpen(row.dataset.row!);
  };
  const onContextMenu = (event: MouseEvent) => {
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    openMenu(row.dataset.row!, event.clientX, event.clientY);
  };

  const tracks = columns.map(({ id, width, minWidth = 48 }) => {
    const px = given[id] ?? width;
    return typeof px === "number" ? `${px}px` : `minmax(${minWidth}px, ${px})`;
  });
  const look = { "--columns": `${TICK_PX}px ${tracks.join(" ")}`, "--row-px": `${ROW_PX}px` } as CSSProperties;
  const { from, to } = rowWindow(rows.length, view.topPx, view.heightPx);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={rows.length + 1}
      aria-activedescendant={place.active === null ? undefined : idPrefix + place.active}
      className={cx(styles.table)}
      style={look}
      onScroll={({ currentTarget }) =>
        setView({ topPx: currentTarget.scrollTop, heightPx: currentTarget.clientHeight })
      }
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      <TableHeader
        columns={columns}
        sort={props.sort}
        onSort={props.onSort}
        onResize={setWidth}
        selectedCount={selected.size}
        count={rows.length}
        onSelectAll={(all) => props.onSelect(new Set(all ? ids : []))}
      />
      <div className={styles.body} style={{ height: rows.length * ROW_PX }}>
        {rows.slice(from, to).map((row, at) => (
          <TableRow
            key={row.id}
            elementId={idPrefix + row.id}
            row={row}
            index={from + at}
            columns={columns as readonly TableColumn<{ readonly id: string }>[]}
            selected={selected.has(row.id)}
            active={row.id === place.active}
          />
        ))}
      </div>
      {rows.length === 0 && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}

interface RowProps {
  readonly elementId: string;
  readonly row: { readonly id: string };
  readonly index: number;
  readonly columns: readonly TableColumn<{ readonly id: string }>[];
  readonly selected: boolean;
  readonly active: boolean;
}

const TableRow = memo(function TableRow({ elementId, row, index, columns, selected, active }: RowProps) {
  return (
    <div
      role="row"
      id={elementId}
      data-row={row.id}
      data-active={active || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles.row}
      style={{ top: index * ROW_PX }}
    >
      <div className={cx(styles.cell, styles.tick)} data-tick>
        <span className={styles.box} />
      </div>
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={cx(styles.cell, column.numeric && styles.numeric)}>
          <CellContent content={column.cell(row)} />
        </div>
      ))}
    </div>
  );
});

/** Plain words are cut with an ellipsis; anything else looks after itself. */
function CellContent({ content }: { readonly content: ReactNode }) {
  return typeof content === "string" ? <span className={styles.words}>{content}</span> : content;
}
