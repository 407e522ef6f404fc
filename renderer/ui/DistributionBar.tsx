import type { CSSProperties } from "react";
import { useStore } from "zustand";
import styles from "./DistributionBar.module.css";
import { count } from "./figures.ts";
import { labelColour, labelLetter, labelScheme } from "./labels.ts";
import { text } from "./text.ts";

interface Props {
  /** Segments by label. */
  readonly labels: Readonly<Record<string, number>>;
}

/** A letter needs this share of the bar to be read. */
const LETTER_SHARE = 0.12;

/** How segments are spread over labels: a part each in its colour, with its letter where it fits, and counts to read. */
export function DistributionBar({ labels }: Props) {
  const scheme = useStore(labelScheme);
  const parts = inSchemeOrder(
    labels,
    scheme.punch.map(({ name }) => name),
  );
  const all = parts.reduce((sum, [, segments]) => sum + segments, 0);
  if (all === 0) return null;
  const words = parts.map(([label, segments]) => text("ui.labelCount", { label, count: count(segments) })).join(", ");
  return (
    <span role="img" className={styles.bar} aria-label={words} title={words}>
      {parts.map(([label, segments]) => (
        <span
          key={label}
          className={styles.part}
          style={{ "--label": `var(${labelColour(label)})`, flexGrow: segments } as CSSProperties}
        >
          {segments / all >= LETTER_SHARE && labelLetter(label)}
        </span>
      ))}
    </span>
  );
}

/** The labels of the scheme first, in its order, then others by name; none without segments. */
export function inSchemeOrder(labels: Readonly<Record<string, number>>, scheme: readonly string[]): [string, number][] {
  const place = (label: string) => (scheme.includes(label) ? scheme.indexOf(label) : scheme.length);
  return Object.entries(labels)
    .filter(([, segments]) => segments > 0)
    .sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b));
}
