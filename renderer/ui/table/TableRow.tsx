// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
import { memo, type ReactNode } from "react";
import { cx } from "../cx.ts";
import styles from "./Table.module.css";
import type { ModelCell, Row } from "./useTableModel.ts";

interface Props<T extends Row> {
  readonly elementId: string;
  readonly index: number;
  readonly topPx: number;
  /** The same array as long as neither the row nor the columns change. */
  readonly cells: readonly ModelCell<T>[];
  readonly rowId: string;
  readonly selected: boolean;
  readonly active: boolean;
}

function PlainRow<T extends Row>({ elementId, index, topPx, cells, rowId, selected, active }: Props<T>) {
  return (
    <div
      role="row"
      id={elementId}
      data-row={rowId}
      data-active={active || undefined}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={styles.row}
      style={{ top: topPx }}
    >
      <div className={cx(styles.cell, styles.tick)} data-tick>
        <span className={styles.box} />
      </div>
      {cells.map(({ id, column, row }) => {
        const { numeric, cell } = column.columnDef.meta!;
        // Called, not rendered as a component: a column made anew must not throw away what is typed in its cells.
        return (
          <div key={id} role="gridcell" className={cx(styles.cell, numeric && styles.numeric)}>
            <CellContent content={cell(row.original as never)} />
          </div>
        );
      })}
    </div>
  );
}

export const TableRow = memo(PlainRow) as typeof PlainRow;

/** Plain words are cut with an ellipsis; anything else looks after itself. */
function CellContent({ content }: { readonly content: ReactNode }) {
  return typeof content === "string" ? <span className={styles.words}>{content}</span> : content;
}
