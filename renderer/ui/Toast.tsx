import { CircleAlert, Undo2, X } from "lucide-react";
import {
  UNSTABLE_Toast as AriaToast,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components";
import type { Problem } from "#domain/problems.ts";
import { Button, IconButton } from "./Button.tsx";
import { cx } from "./cx.ts";
import styles from "./Toast.module.css";
import { advise, text } from "./text.ts";

export interface Notice {
  readonly words: string;
  readonly next?: string;
  readonly danger?: boolean;
  readonly undo?: () => void;
}

const queue = new ToastQueue<Notice>({ maxVisibleToasts: 3 });

/** Long enough to read two lines and to reach the Undo button; it does not run while the pointer or focus is on it. */
const SHOWN_MS = 8000;
/** Trouble takes longer to read, and longer to look up from what one does. */
const TROUBLE_SHOWN_MS = 20_000;

/** Says something that happened, at the foot of the window. Returns what takes it away before its time. */
export function say(notice: Notice, onClose: () => void = () => {}): () => void {
  const key = queue.add(notice, { timeout: notice.danger ? TROUBLE_SHOWN_MS : SHOWN_MS, onClose });
  return () => queue.close(key);
}

export function sayProblem(problem: Problem): void {
  const { what, next } = advise("problem", problem);
  say({ words: what, next, danger: true });
}

export function Toasts() {
  return (
    <ToastRegion queue={queue} className={cx(styles.region)}>
      {({ toast }) => {
        const { words, next, danger, undo } = toast.content;
        return (
          <AriaToast toast={toast} className={cx(styles.toast, danger && styles.danger)}>
            {danger && <CircleAlert aria-hidden />}
            <ToastContent className={cx(styles.content)}>
              <Text slot="title">{words}</Text>
              {next && (
                <Text slot="description" className={cx(styles.next)}>
                  {next}
                </Text>
              )}
            </ToastContent>
            {undo && (
              <Button
                icon={Undo2}
                onPress={() => {
                  undo();
                  queue.close(toast.key);
                }}
              >
                {text("ui.undo")}
              </Button>
            )}
            <IconButton icon={X} label={text("ui.close")} slot="close" />
          </AriaToast>
        );
      }}
    </ToastRegion>
  );
}
