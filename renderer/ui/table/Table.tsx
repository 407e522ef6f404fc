// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { cx } from "../cx.ts";
import { type ListSelection, rowAfterKey, type SelectMode, select } from "./selection.ts";
import styles from "./Table.module.css";
import { TableHeader } from "./TableHeader.tsx";
import { TableRow } from "./TableRow.tsx";
import { gridTrack, type Row, useTableModel } from "./useTableModel.ts";

export interface TableColumn<T> {
  readonly id: string;
  readonly words: string;
  /** Pixels, or a share of what is left: `1fr`. */
  readonly width: number | `${number}fr`;
  readonly minWidth?: number;
  /** False for one that is always shown. */
  readonly hideable?: false;
  /** Figures stand to the right with digits of one width. */
  readonly numeric?: boolean;
  readonly cell: (row: T) => ReactNode;
}

export interface Sort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

export interface TableProps<T extends Row> {
  /** Names the table, under which its column widths are remembered. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly TableColumn<T>[];
  /** Columns that are not shown, by their ids. */
  readonly hidden: readonly string[];
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
  /** A row that was selected elsewhere and is scrolled to. */
  readonly revealed?: string | undefined;
  /** False where the keys belong to something beside the table until somebody goes into it. */
  readonly takesFocus?: boolean;
}

const TICK_PX = 36;
const ROW_PX = 28;
/** Rows drawn beyond each edge, so that a quick scroll shows rows and not a hole. */
const SPARE_ROWS = 8;

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
export function Table<T extends Row>(props: TableProps<T>) {
  const { rows, selected } = props;
  const table = useTableModel(props);
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Pick<ListSelection, "active" | "anchor">>({ active: null, anchor: null });
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const idPrefix = useId();

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => ids[index]!,
    overscan: SPARE_ROWS,
    // The header stands before the rows and stays over them.
    scrollMargin: ROW_PX,
    scrollPaddingStart: ROW_PX,
    // React 19 cannot draw at once within a layout effect, where the first measure is taken; spare rows bridge a frame.
    useFlushSync: false,
  });
  const { revealed, takesFocus = true } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another row is scrolled to, not the same one elsewhere.
  useEffect(() => {
    const at = revealed === undefined ? -1 : ids.indexOf(revealed);
    if (at >= 0) virtualizer.scrollToIndex(at);
  }, [revealed]);
  // Whoever comes by keyboard is in the table at once, not in the bar above; a focus beside the table stays there.
  useEffect(() => {
    if (takesFocus && !document.activeElement?.closest('main, [role="dialog"]'))
      scroller.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const go = (id: string, mode: SelectMode) => {
    const next = select(ids, { selected, ...place }, id, mode);
    setPlace(next);
    props.onSelect(next.selected);
    virtualizer.scrollToIndex(ids.indexOf(id));
  };
  const openMenu = (id: string, x: number, y: number) => {
    if (!selected.has(id)) go(id, "only");
    props.onMenu({ x, y });
  };
  const rowOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-row]");

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const { active } = place;
    const rowsInView = Math.floor(event.currentTarget.clientHeight / ROW_PX);
    const move = rowAfterKey(ids, active, event.key, Math.max(1, rowsInView - 2));
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

  const tracks = table.getVisibleLeafColumns().map((column) => gridTrack(column, table.state.columnSizing));
  const look = { "--columns": `${TICK_PX}px ${tracks.join(" ")}`, "--row-px": `${ROW_PX}px` } as CSSProperties;
  const modelRows = table.getRowModel().rows;
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
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      {/* Not the library's "select all", which keeps rows that a filter hides: Delete would take those as well. */}
      <TableHeader table={table} onSelectAll={(all) => props.onSelect(new Set(all ? ids : []))} />
      <div className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = modelRows[index]!;
          return (
            <TableRow
              key={row.id}
              elementId={idPrefix + row.id}
              index={index}
              topPx={start - ROW_PX}
              cells={row.getVisibleCells()}
              rowId={row.id}
              selected={row.getIsSelected()}
              active={row.id === place.active}
            />
          );
        })}
      </div>
      {rows.length === 0 && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}
