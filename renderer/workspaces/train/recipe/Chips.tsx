import type { ReactNode } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { cx } from "../../../ui/cx.ts";
import { text } from "../../../ui/text.ts";
import styles from "./Recipe.module.css";

interface Props<K extends string> {
  readonly label: string;
  readonly choices: readonly { readonly key: K; readonly words: string; readonly face?: ReactNode }[];
  readonly chosen: readonly K[];
  readonly onChange: (chosen: K[]) => void;
  /** What it means that none is chosen. */
  readonly none?: string;
}

/** Any number of short choices. */
export function Chips<K extends string>({ label, choices, chosen, onChange, none = text("train.any") }: Props<K>) {
  return (
    <div className={styles.setting}>
      <p className={styles.label}>
        {label}
        {chosen.length === 0 && <span className={styles.none}>{none}</span>}
      </p>
      <ToggleButtonGroup
        aria-label={label}
        className={cx(styles.chips)}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChange(choices.map(({ key }) => key).filter((key) => keys.has(key)))}
      >
        {choices.map(({ key, words, face }) => (
          <ToggleButton key={key} id={key} className={cx(styles.chip)} aria-label={words}>
            {face ?? words}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
