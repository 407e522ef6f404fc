import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./FigureRow.module.css";

/** Figures side by side, in as many lines as they need. */
export function FigureRow({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}

interface FigureProps {
  readonly words: string;
  readonly large?: boolean;
  readonly children: ReactNode;
}

/** A figure under its name. */
export function Figure({ words, large = false, children }: FigureProps) {
  return (
    <div className={cx(styles.figure, large && styles.large)}>
      <dt>{words}</dt>
      <dd>{children}</dd>
    </div>
  );
}
