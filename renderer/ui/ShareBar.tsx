import type { CSSProperties, ReactNode } from "react";
import { cx } from "./cx.ts";
import styles from "./ShareBar.module.css";

interface BarProps {
  readonly share: number;
  /** A token, e.g. `--label-jab`. */
  readonly token?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A share as a bar with its words. */
export function ShareBar({ share, token, className, children }: BarProps) {
  const look = { "--share": share, ...(token === undefined ? {} : { "--fill": `var(${token})` }) } as CSSProperties;
  return (
    <span className={cx(styles.bar, className)}>
      <span className={styles.rail} aria-hidden>
        <span className={styles.fill} style={look} />
      </span>
      {children}
    </span>
  );
}
