import { Minus, Plus } from "lucide-react";
import {
  NumberField as AriaNumberField,
  Button,
  Group,
  Input,
  Label,
  type NumberFieldProps,
} from "react-aria-components";
import { cx } from "./cx.ts";
import styles from "./Fields.module.css";

interface Props extends Omit<NumberFieldProps, "className" | "style" | "children"> {
  readonly label: string;
  readonly unit?: string;
  readonly placeholder?: string;
  readonly className?: string | undefined;
}

/** A number with its unit. An empty field is NaN to `onChange`. */
export function NumberField({ label, unit, placeholder, className, ...rest }: Props) {
  return (
    <AriaNumberField {...rest} className={cx(styles.field, className)}>
      <Label className={cx(styles.label)}>{label}</Label>
      <Group className={cx(styles.group)}>
        <Input className={cx(styles.input, "number")} placeholder={placeholder ?? ""} />
        {unit !== undefined && <span className={styles.unit}>{unit}</span>}
        <Button slot="decrement" className={cx(styles.step)}>
          <Minus size={12} aria-hidden />
        </Button>
        <Button slot="increment" className={cx(styles.step)}>
          <Plus size={12} aria-hidden />
        </Button>
      </Group>
    </AriaNumberField>
  );
}
