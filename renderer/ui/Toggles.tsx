import { Check, type LucideIcon, Minus } from "lucide-react";
import type { ReactNode } from "react";
import {
  Checkbox as AriaCheckbox,
  Switch as AriaSwitch,
  type CheckboxProps,
  type SwitchProps,
  ToggleButton,
  ToggleButtonGroup,
} from "react-aria-components";
import { cx } from "./cx.ts";
import type { Choice } from "./Select.tsx";
import styles from "./Toggles.module.css";
import { WithTooltip } from "./Tooltip.tsx";

interface CheckboxOwn extends Omit<CheckboxProps, "className" | "style" | "children"> {
  readonly children?: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxOwn) {
  return (
    <AriaCheckbox {...rest} className={cx(styles.checkbox)}>
      {({ isSelected, isIndeterminate }) => (
        <>
          <span className={styles.box}>
            {isIndeterminate ? <Minus size={12} aria-hidden /> : isSelected && <Check size={12} aria-hidden />}
          </span>
          {children}
        </>
      )}
    </AriaCheckbox>
  );
}

interface SwitchOwn extends Omit<SwitchProps, "className" | "style" | "children"> {
  readonly children: ReactNode;
}

export function Switch({ children, ...rest }: SwitchOwn) {
  return (
    <AriaSwitch {...rest} className={cx(styles.switch)}>
      <span className={styles.rail}>
        <span className={styles.knob} />
      </span>
      {children}
    </AriaSwitch>
  );
}

interface SegmentedProps<K extends string> {
  readonly label: string;
  readonly choices: readonly Choice<K>[];
  /** null where nothing is chosen. */
  readonly value: K | null;
  readonly onChange: (value: K | null) => void;
  /** True where pressing the chosen one again chooses nothing. */
  readonly mayBeNone?: boolean;
}

/** A few short choices side by side, one of them on. */
export function Segmented<K extends string>({ label, choices, value, onChange, mayBeNone }: SegmentedProps<K>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={cx(styles.segmented)}
      selectionMode="single"
      disallowEmptySelection={mayBeNone !== true}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => onChange(choices.find((choice) => keys.has(choice.key))?.key ?? null)}
    >
      {choices.map(({ key, words }) => (
        <ToggleButton key={key} id={key} className={cx(styles.segment)}>
          {words}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface IconToggleProps {
  readonly icon: LucideIcon;
  /** Read aloud: what it is that is on or off. */
  readonly label: string;
  /** The tooltip: what holds now. */
  readonly words: string;
  readonly shortcut?: string | undefined;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

/** Something that is on or off, as an icon. */
export function IconToggle({ icon: Icon, label, words, shortcut, isOn, onToggle }: IconToggleProps) {
  return (
    <WithTooltip words={words} shortcut={shortcut}>
      <ToggleButton className={cx(styles.iconToggle)} aria-label={label} isSelected={isOn} onChange={onToggle}>
        <Icon aria-hidden />
      </ToggleButton>
    </WithTooltip>
  );
}
