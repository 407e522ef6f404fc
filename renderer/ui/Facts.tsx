import type { ReactNode } from "react";
import styles from "./Facts.module.css";
import { StatusDot } from "./Marks.tsx";

/** Names with their values, a line each. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  /** Marks a value that should not be. */
  readonly bad?: boolean;
}

export function Fact({ name, value, bad = false }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>
        {bad && <StatusDot tone="danger" />}
        {value}
      </dd>
    </div>
  );
}
