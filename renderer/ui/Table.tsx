import { ArrowDown, ArrowUp } from "lucide-react";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef } from "react";
import {
  Table as AriaTable,
  Cell,
  Column,
  ColumnResizer,
  ResizableTableContainer,
  Row,
  type Selection,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
} from "react-aria-components";
import { cx } from "./cx.ts";
import styles from "./Table.module.css";
import { Checkbox } from "./Toggles.tsx";
import { text } from "./text.ts";

export interface TableColumn<T> {
  readonly id: string;
  readonly words: string;
  /** Pixels, or a share of what is left: `1fr`. */
  readonly width: number | `${number}fr`;
  readonly minWidth?: number;
  /** Figures stand to the right with digits of one width. */
  readonly numeric?: boolean;
  readonly sortable?: boolean;
  readonly cell: (row: T) => ReactNode;
}

export interface Sort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

interface TableProps<T extends { readonly id: string }> {
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
  /** Whatever cells depend on besides their row, e.g. which name is being edited. */
  readonly dependencies: readonly unknown[];
  readonly empty: ReactNode;
}

const ROW_PX = 28;

/** Rows that can be sorted, selected (Shift, Ctrl, Ctrl+A) and walked by keys. Only rows in view exist: 10,000 are fine. */
export function Table<T extends { readonly id: string }>(props: TableProps<T>) {
  const { columns, rows, sort, selected, dependencies } = props;
  const layout = useMemo(() => ({ rowHeight: ROW_PX, headingHeight: ROW_PX }), []);

  const frame = useRef<HTMLDivElement>(null);
  // Whoever comes by keyboard is in the table at once; a focus that stands elsewhere stays there.
  useEffect(() => {
    if (document.activeElement === document.body) frame.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }, []);

  const rowOf = (target: EventTarget) => (target as Element).closest<HTMLElement>('[role="row"][data-row]');
  const openMenu = (row: HTMLElement, x: number, y: number) => {
    const id = row.dataset.row!;
    if (!selected.has(id)) props.onSelect(new Set([id]));
    props.onMenu({ x, y });
  };
  const onContextMenu = (event: MouseEvent) => {
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    openMenu(row, event.clientX, event.clientY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ContextMenu" && !(event.key === "F10" && event.shiftKey)) return;
    const row = rowOf(event.target);
    if (!row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    openMenu(row, box.left + 48, box.bottom);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside are the interactive elements
    <div ref={frame} className={styles.frame} onContextMenu={onContextMenu} onKeyDown={onKeyDown}>
      <ResizableTableContainer className={cx(styles.scroll)}>
        <Virtualizer layout={TableLayout} layoutOptions={layout}>
          <AriaTable
            aria-label={props.label}
            className={cx(styles.table)}
            selectionMode="multiple"
            selectionBehavior="replace"
            selectedKeys={new Set(selected)}
            onSelectionChange={(keys: Selection) =>
              props.onSelect(keys === "all" ? new Set(rows.map((row) => row.id)) : new Set([...keys].map(String)))
            }
            sortDescriptor={{ column: sort.column, direction: sort.direction }}
            onSortChange={({ column, direction }) => props.onSort({ column: String(column), direction })}
            onRowAction={(key) => props.onOpen(String(key))}
          >
            <TableHeader>
              <Column id="select" width={36} minWidth={36} className={cx(styles.column, styles.tick)}>
                <Checkbox slot="selection" aria-label={text("ui.selectAll")} />
              </Column>
              {columns.map((column) => (
                <Column
                  key={column.id}
                  id={column.id}
                  isRowHeader={column === columns[0]}
                  allowsSorting={column.sortable !== false}
                  defaultWidth={column.width}
                  minWidth={column.minWidth ?? 48}
                  textValue={column.words}
                  className={cx(styles.column, column.numeric && styles.numeric)}
                >
                  {({ sortDirection }) => (
                    <>
                      <span className={styles.heading}>{column.words}</span>
                      {sortDirection === "ascending" && <ArrowUp size={12} aria-hidden />}
                      {sortDirection === "descending" && <ArrowDown size={12} aria-hidden />}
                      <ColumnResizer className={cx(styles.resizer)} />
                    </>
                  )}
                </Column>
              ))}
            </TableHeader>
            <TableBody items={rows} dependencies={[columns, ...dependencies]} renderEmptyState={() => props.empty}>
              {(row) => (
                <Row id={row.id} data-row={row.id} className={cx(styles.row)}>
                  <Cell className={cx(styles.cell, styles.tick)}>
                    <Checkbox slot="selection" aria-label={text("ui.selectRow")} />
                  </Cell>
                  {columns.map((column) => (
                    <Cell key={column.id} className={cx(styles.cell, column.numeric && styles.numeric)}>
                      <CellContent content={column.cell(row)} />
                    </Cell>
                  ))}
                </Row>
              )}
            </TableBody>
          </AriaTable>
        </Virtualizer>
      </ResizableTableContainer>
    </div>
  );
}

/** Plain words are cut with an ellipsis; anything else looks after itself. */
function CellContent({ content }: { readonly content: ReactNode }) {
  return typeof content === "string" ? <span className={styles.words}>{content}</span> : content;
}
