import type { CSSProperties } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useStore } from "zustand";
import { cx } from "./cx.ts";
import styles from "./LabelMark.module.css";
import { labelColour, labelLetter, labelScheme } from "./labels.ts";

function colourOf(label: string): CSSProperties {
  return { "--label": `var(${labelColour(label)})` } as CSSProperties;
}

/** A label's letter on its colour. */
function LabelLetter({ label }: { readonly label: string }) {
  return (
    <span className={styles.letter} style={colourOf(label)} aria-hidden>
      {labelLetter(label)}
    </span>
  );
}

/** A label in a line of text: letter, colour and name. */
export function LabelMark({ label }: { readonly label: string }) {
  useStore(labelScheme);
  return (
    <span className={styles.mark}>
      <LabelLetter label={label} />
      <span className={styles.words}>{label}</span>
    </span>
  );
}

interface LabelPickerProps {
  readonly name: string;
  readonly labels: readonly string[];
  readonly value: string | null;
  readonly onChange: (label: string | null) => void;
}

/** Labels side by side, one or none chosen. */
export function LabelPicker({ name, labels, value, onChange }: LabelPickerProps) {
  useStore(labelScheme);
  return (
    <ToggleButtonGroup
      aria-label={name}
      className={cx(styles.picker)}
      selectionMode="single"
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => onChange(labels.find((label) => keys.has(label)) ?? null)}
    >
      {labels.map((label) => (
        <ToggleButton key={label} id={label} className={cx(styles.choice)} style={colourOf(label)}>
          <LabelLetter label={label} />
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
