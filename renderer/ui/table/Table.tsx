// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
// biome-ignore-all lint/a11y/noStaticElementInteractions: its role is grid or treegrid, which the rule cannot see
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the same
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
import { GroupLine } from "./GroupLine.tsx";
import { type ListSelection, rowAfterKey, type SelectMode, select } from "./selection.ts";
import styles from "./Table.module.css";
import { TableHeader } from "./TableHeader.tsx";
import { TableRow } from "./TableRow.tsx";
import { linesOf, type TableGroup, toggleGroup } from "./tableGroups.ts";
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
  readonly hidden?: readonly string[];
  /** In the order in which they are shown. */
  readonly rows: readonly T[];
  /** Headings over the rows, which then come in their order, without those of closed groups. */
  readonly groups?: readonly TableGroup[] | undefined;
  /** The heading of this group was pressed: it opens or closes. */
  readonly onGroup?: (id: string) => void;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Ctrl and an arrow on a heading: a column goes where another one stands. */
  readonly onMoveColumn?: (column: string, to: string) => void;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
  /** Enter or double click. */
  readonly onOpen: (id: string) => void;
  /** Right click, the menu key or Shift+F10 on a row, at a point of the window. The row is selected by then. */
  readonly onMenu?: (at: { x: number; y: number }) => void;
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
  const { rows, selected, groups } = props;
  const table = useTableModel(props);
  const scroller = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Pick<ListSelection, "active" | "anchor">>({ active: null, anchor: null });
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const lines = useMemo(() => linesOf(ids, groups), [ids, groups]);
  const lineIds = useMemo(() => lines.map((line) => line.id), [lines]);
  const idPrefix = useId();

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => lineIds[index]!,
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
    const at = revealed === undefined ? -1 : lineIds.indexOf(revealed);
    if (at >= 0) virtualizer.scrollToIndex(at);
  }, [revealed]);
  // Whoever comes by keyboard is in the table at once, not in the bar above; a focus beside the table stays there.
  useEffect(() => {
    if (takesFocus && !document.activeElement?.closest('main, [role="dialog"]'))
      scroller.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const groupOf = (lineId: string | null) => {
    const line = lines.find(({ id }) => id === lineId);
    return line !== undefined && "group" in line ? line.group : undefined;
  };
  const go = (id: string, mode: SelectMode) => {
    const group = groupOf(id);
    const next = select(lineIds, { selected, ...place }, id, mode);
    setPlace(next);
    if (group !== undefined && mode === "toggle") props.onSelect(toggleGroup(group, selected));
    else props.onSelect(groups === undefined ? next.selected : new Set(ids.filter((each) => next.selected.has(each))));
    virtualizer.scrollToIndex(lineIds.indexOf(id));
  };
  const openMenu = (id: string, x: number, y: number) => {
    const group = groupOf(id);
    if (group !== undefined) props.onSelect(new Set(group.rowIds));
    else if (!selected.has(id)) go(id, "only");
    props.onMenu?.({ x, y });
  };
  const rowOf = (target: EventTarget) => (target as Element).closest<HTMLElement>("[data-row]");

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const { active } = place;
    const rowsInView = Math.floor(event.currentTarget.clientHeight / ROW_PX);
    const move = rowAfterKey(lineIds, active, event.key, Math.max(1, rowsInView - 2));
    const group = groupOf(active);
    const turns = event.key === "Enter" || event.key === (group?.open ? "ArrowLeft" : "ArrowRight");
    if (group !== undefined && turns) props.onGroup?.(group.id);
    else if (group !== undefined && event.key === " ") props.onSelect(toggleGroup(group, selected));
    else if (move !== null) go(move, event.shiftKey ? "range" : "only");
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
    const ticks = (event.target as Element).closest("[data-tick]") !== null;
    const group = groupOf(row.dataset.row!);
    if (group !== undefined && !ticks) {
      setPlace({ active: row.dataset.row!, anchor: row.dataset.row! });
      props.onGroup?.(group.id);
    } else go(row.dataset.row!, ticks ? "toggle" : modeOf(event));
    scroller.current!.focus({ preventScroll: true });
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowOf(event.target);
    if (row && groupOf(row.dataset.row!) === undefined && !(event.target as Element).closest("input, [data-tick]"))
      props.onOpen(row.dataset.row!);
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
      role={groups === undefined ? "grid" : "treegrid"}
      tabIndex={0}
      aria-label={props.label}
      aria-multiselectable
      aria-rowcount={lines.length + 1}
      aria-activedescendant={place.active === null ? undefined : idPrefix + place.active}
      className={cx(styles.table)}
      style={look}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onContextMenu={onContextMenu}
    >
      {/* Not the library's "select all", which keeps rows that a filter hides: Delete would take those as well. */}
      <TableHeader
        table={table}
        onMove={props.onMoveColumn}
        onSelectAll={(all) => props.onSelect(new Set(all ? ids : []))}
      />
      <div className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const line = lines[index]!;
          const drawn = {
            elementId: idPrefix + line.id,
            index,
            topPx: start - ROW_PX,
            active: line.id === place.active,
          };
          if ("group" in line) {
            const all = line.group.rowIds.every((id) => selected.has(id));
            return <GroupLine key={line.id} {...drawn} lineId={line.id} group={line.group} selected={all} />;
          }
          const row = modelRows[line.row]!;
          return (
            <TableRow
              key={row.id}
              {...drawn}
              cells={row.getVisibleCells()}
              rowId={row.id}
              selected={row.getIsSelected()}
            />
          );
        })}
      </div>
      {lines.length === 0 && (
        <div role="row" className={styles.empty}>
          <div role="gridcell">{props.empty}</div>
        </div>
      )}
    </div>
  );
}
