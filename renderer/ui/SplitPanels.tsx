import { Fragment, type ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { cx } from "./cx.ts";
import styles from "./SplitPanels.module.css";

export interface Part {
  readonly id: string;
  readonly content: ReactNode;
  /** Pixels as `280px`, which stay when the window changes, or a share as `30%`. */
  readonly size?: string;
  readonly minSize?: string;
  readonly maxSize?: string;
}

interface Props {
  /** Names the layout, which is remembered under it. */
  readonly id: string;
  readonly direction?: "horizontal" | "vertical";
  readonly parts: readonly Part[];
}

/** Panels side by side with a hairline that can be dragged (or moved with arrow keys); sizes are remembered. */
export function SplitPanels({ id, direction = "horizontal", parts }: Props) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id, panelIds: parts.map((part) => part.id) });
  return (
    <Group
      id={id}
      orientation={direction}
      className={cx(styles.group)}
      defaultLayout={defaultLayout}
      onLayoutChanged={onLayoutChanged}
    >
      {parts.map((part, index) => (
        <Fragment key={part.id}>
          {index > 0 && <Separator className={cx(styles.separator, styles[direction])} />}
          <Panel
            id={part.id}
            defaultSize={part.size}
            minSize={part.minSize}
            maxSize={part.maxSize}
            groupResizeBehavior={part.size?.endsWith("px") ? "preserve-pixel-size" : undefined}
            className={cx(styles.panel)}
          >
            {part.content}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
