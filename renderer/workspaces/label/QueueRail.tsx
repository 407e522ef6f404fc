import { useVirtualizer } from "@tanstack/react-virtual";
import { PanelLeftClose } from "lucide-react";
import { useEffect, useRef } from "react";
import { reviewState } from "#domain/captures.ts";
import { workQueue } from "#domain/workQueue.ts";
import { useApp, useOf } from "../../app/app.ts";
import { commandOf, shortcutOf } from "../../app/commands/table.ts";
import { IconButton } from "../../ui/Button.tsx";
import { DistributionBar } from "../../ui/DistributionBar.tsx";
import { ReviewMark } from "../../ui/ReviewMark.tsx";
import { text } from "../../ui/text.ts";
import styles from "./QueueRail.module.css";

const ROW_PX = 44;
const SPARE_ROWS = 6;

/** The captures as the table shows them, beside the one that is open. */
export function QueueRail({ captureId }: { readonly captureId: string }) {
  const app = useApp();
  const rows = useOf(app.captures, (state) => state.rows) ?? [];
  useOf(app.queue, (state) => state);
  const { captures } = app.queue.shown(rows);
  const left = workQueue(captures).length;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: captures.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => captures[index]!.id,
    overscan: SPARE_ROWS,
    useFlushSync: false,
  });
  const at = captures.findIndex(({ id }) => id === captureId);
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at);
  }, [at, virtualizer]);
  const hide = commandOf("open.queue");
  return (
    <nav className={styles.rail} aria-label={text("queue.title")}>
      <div className={styles.head}>
        <h2 className={styles.left}>{left === 0 ? text("queue.done") : text("queue.left", { count: left })}</h2>
        <IconButton
          icon={PanelLeftClose}
          label={text(hide.words)}
          shortcut={shortcutOf(hide.id)}
          onPress={() => hide.run(app)}
        />
      </div>
      {left === 0 && <p className={styles.next}>{text("queue.done.next")}</p>}
      <div ref={scroller} className={styles.scroller}>
        <div className={styles.body} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start, key }) => {
            const capture = captures[index]!;
            return (
              <button
                key={key}
                type="button"
                className={styles.row}
                style={{ top: start }}
                aria-current={capture.id === captureId || undefined}
                onClick={() => app.shell.go({ at: "open", captureId: capture.id })}
              >
                <ReviewMark state={reviewState(capture)} bare />
                <span className={styles.name}>{capture.name}</span>
                <span className={styles.bar}>
                  <DistributionBar labels={capture.labelCounts} />
                </span>
              </button>
            );
          })}
        </div>
      </div>
    </nav>
  );
}
