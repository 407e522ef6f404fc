import { TextField as AriaTextField, FieldError, Input, Label, Text, type TextFieldProps } from "react-aria-components";
import { cx } from "./cx.ts";
import styles from "./Fields.module.css";

interface Props extends Omit<TextFieldProps, "className" | "style" | "children"> {
  /** Stands above the field; leave it out only where `aria-label` says it. */
  readonly label?: string;
  readonly placeholder?: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly className?: string | undefined;
}

export function TextField({ label, placeholder, hint, error, className, ...rest }: Props) {
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className={cx(styles.field, className)}>
      {label !== undefined && <Label className={cx(styles.label)}>{label}</Label>}
      <Input className={cx(styles.input)} placeholder={placeholder ?? ""} spellCheck={false} autoComplete="off" />
      {hint !== undefined && error === undefined && (
        <Text slot="description" className={cx(styles.hint)}>
          {hint}
        </Text>
      )}
      <FieldError className={cx(styles.error)}>{error}</FieldError>
    </AriaTextField>
  );
}
