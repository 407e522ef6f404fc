import { Check, ChevronDown } from "lucide-react";
import {
  Select as AriaSelect,
  Button,
  type Key,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
} from "react-aria-components";
import { cx } from "./cx.ts";
import fields from "./Fields.module.css";
import styles from "./Pickers.module.css";

export interface Choice<K extends string> {
  readonly key: K;
  readonly words: string;
}

interface Props<K extends string> {
  readonly label: string;
  /** Says the label only to a screen reader. */
  readonly bare?: boolean;
  readonly choices: readonly Choice<K>[];
  readonly value: K;
  readonly onChange: (key: K) => void;
  readonly className?: string | undefined;
}

export function Select<K extends string>({ label, bare = false, choices, value, onChange, className }: Props<K>) {
  return (
    <AriaSelect
      className={cx(fields.field, className)}
      {...(bare ? { "aria-label": label } : {})}
      value={value}
      onChange={(key: Key | null) => {
        const choice = choices.find((each) => each.key === key);
        if (choice) onChange(choice.key);
      }}
    >
      {!bare && <Label className={cx(fields.label)}>{label}</Label>}
      <Button className={cx(styles.button)}>
        <SelectValue className={cx(styles.value)} />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={cx(styles.popover)} offset={2}>
        <ListBox className={cx(styles.list)} items={choices.map((choice) => ({ ...choice, id: choice.key }))}>
          {({ id, words }) => (
            <ListBoxItem id={id} textValue={words} className={cx(styles.item)}>
              {({ isSelected }) => (
                <>
                  <span className={styles.words}>{words}</span>
                  {isSelected && <Check size={14} aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
