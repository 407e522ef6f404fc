// biome-ignore-all lint/a11y/useSemanticElements: a <table> has all its rows; this grid counts those that are not drawn
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus (aria-activedescendant), not its cells
import { ChevronDown, ChevronRight } from "lucide-react";
import { cx } from "../cx.ts";
import styles from "./Table.module.css";
import type { TableGroup } from "./tableGroups.ts";

interface Props {
  readonly elementId: string;
  readonly lineId: string;
  readonly index: number;
  readonly topPx: number;
  readonly group: TableGroup;
  readonly selected: boolean;
  readonly active: boolean;
}

/** The heading of a group, which stays in view sideways. */
export function GroupLine({ elementId, lineId, index, topPx, group, selected, active }: Props) {
  const Icon = group.open ? ChevronDown : ChevronRight;
  return (
    <div
      role="row"
      id={elementId}
      data-row={lineId}
      data-active={active || undefined}
      aria-rowindex={index + 2}
      aria-expanded={group.open}
      aria-level={1}
      aria-selected={selected}
      className={cx(styles.row, styles.group)}
      style={{ top: topPx }}
    >
      <div role="gridcell" className={styles.groupCell}>
        <span className={styles.groupTick} data-tick>
          <span className={styles.box} />
        </span>
        <Icon size={14} aria-hidden />
        {group.content}
      </div>
    </div>
  );
}
