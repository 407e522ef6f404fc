import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ProgressBar as AriaProgressBar } from "react-aria-components";
import { cx } from "./cx.ts";
import styles from "./Marks.module.css";

export type Tone = "neutral" | "ok" | "warning" | "danger" | "simulated" | "accent";

/** A short fact in a small frame. The tone never stands alone: the words say it too. */
export function Badge({ tone = "neutral", children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}

/** A dot before words. `hollow` says: not here. */
export function StatusDot({ tone, hollow = false }: { readonly tone: Tone; readonly hollow?: boolean }) {
  return <span className={cx(styles.dot, hollow && styles.hollow)} data-tone={tone} aria-hidden />;
}

interface ProgressProps {
  readonly label: string;
  /** 0..1, or null where nobody knows how long. */
  readonly share: number | null;
}

export function ProgressBar({ label, share }: ProgressProps) {
  return (
    <AriaProgressBar
      aria-label={label}
      className={cx(styles.progress)}
      value={(share ?? 0) * 100}
      isIndeterminate={share === null}
    >
      <div
        className={cx(styles.done, share === null && styles.unknown)}
        {...(share === null ? {} : { style: { width: `${share * 100}%` } })}
      />
    </AriaProgressBar>
  );
}

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly words: string;
  /** The first thing to do, as a button. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, words, children }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <Icon className={styles.emptyIcon} aria-hidden />
      <h2 className={styles.emptyTitle}>{title}</h2>
      <p className={styles.emptyWords}>{words}</p>
      {children !== undefined && <div className={styles.emptyActions}>{children}</div>}
    </div>
  );
}
