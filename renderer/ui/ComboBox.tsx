import { ChevronDown } from "lucide-react";
import {
  ComboBox as AriaComboBox,
  Button,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import { cx } from "./cx.ts";
import fields from "./Fields.module.css";
import styles from "./Pickers.module.css";

interface Props {
  readonly label: string;
  /** Known words; any other may be typed. */
  readonly choices: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly placeholder?: string;
  readonly className?: string | undefined;
}

/** A text field that offers what was used before. */
export function ComboBox({ label, choices, value, onChange, onBlur, placeholder, className }: Props) {
  return (
    <AriaComboBox
      allowsCustomValue
      allowsEmptyCollection={false}
      menuTrigger="focus"
      inputValue={value}
      onInputChange={onChange}
      {...(onBlur ? { onBlur } : {})}
      className={cx(fields.field, className)}
      defaultItems={choices.map((words) => ({ id: words, words }))}
    >
      <Label className={cx(fields.label)}>{label}</Label>
      <Group className={cx(fields.group)}>
        <Input className={cx(fields.input)} placeholder={placeholder ?? ""} spellCheck={false} />
        {choices.length > 0 && (
          <Button className={cx(fields.step)}>
            <ChevronDown size={14} aria-hidden />
          </Button>
        )}
      </Group>
      <Popover className={cx(styles.popover)} offset={2}>
        <ListBox className={cx(styles.list)}>
          {({ id, words }: { id: string; words: string }) => (
            <ListBoxItem id={id} textValue={words} className={cx(styles.item)}>
              {words}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
