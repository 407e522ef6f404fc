import type { ReactNode } from "react";
import styles from "./Part.module.css";
import words from "./Words.module.css";

interface Props {
  readonly label: string;
  /** The heading, where it says more than the label. */
  readonly title?: string;
  /** How to use what is below. */
  readonly how?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One part of a result, under its heading. */
export function Part({ label, title = label, how, actions, children }: Props) {
  return (
    <section className={styles.part} aria-label={label}>
      <header className={styles.partHead}>
        <h2 className={styles.partTitle}>{title}</h2>
        {how !== undefined && <span className={words.quiet}>{how}</span>}
        {actions}
      </header>
      {children}
    </section>
  );
}
