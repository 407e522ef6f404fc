import type { CSSProperties } from "react";
import type { Bins } from "#domain/histogram.ts";
import styles from "./Histogram.module.css";

interface Props {
  /** Says in words what the picture shows. */
  readonly label: string;
  readonly bins: Bins;
  readonly counts: readonly number[];
  /** What stands below the columns after the number. */
  readonly unit: string;
  /** Of one column, when the pointer rests on it. */
  readonly words: (value: number, count: number) => string;
}

/** Not more numbers under the columns than can be read. */
const TICKS = 7;

/** How often which value occurs: a column each, zero marked where it is one of them. */
export function Histogram({ label, bins: { from, step, count }, counts, unit, words }: Props) {
  const most = Math.max(1, ...counts);
  const every = Math.max(1, Math.ceil(count / TICKS));
  const values = Array.from({ length: count }, (_, i) => from + i * step);
  const zero = values.indexOf(0);
  const isTick = (i: number) => (i - Math.max(0, zero)) % every === 0;
  return (
    <figure className={styles.histogram}>
      <div className={styles.columns} role="img" aria-label={label}>
        {values.map((value, i) => (
          <div
            key={value}
            className={styles.column}
            data-zero={i === zero || undefined}
            title={words(value, counts[i]!)}
          >
            <span className={styles.fill} style={{ "--share": counts[i]! / most } as CSSProperties} />
          </div>
        ))}
      </div>
      <div className={styles.ticks} aria-hidden>
        {values.map((value, i) => (
          <span key={value} className={styles.tick}>
            {isTick(i) && <span>{value}</span>}
          </span>
        ))}
        <span className={styles.unit}>{unit}</span>
      </div>
    </figure>
  );
}
