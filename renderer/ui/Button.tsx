import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import styles from "./Button.module.css";
import { cx } from "./cx.ts";
import { WithTooltip } from "./Tooltip.tsx";

/** `primary` is the one action of a view; `danger` deletes or throws away. */
export type ButtonLook = "quiet" | "plain" | "primary" | "danger";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  readonly look?: ButtonLook;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Button({ look = "plain", icon: Icon, children, className, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={cx(styles.button, styles[look], className)}>
      {Icon && <Icon aria-hidden />}
      <span className={styles.label}>{children}</span>
    </AriaButton>
  );
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  readonly icon: LucideIcon;
  /** Read aloud and shown as a tooltip. */
  readonly label: string;
  /** The key that does the same, as it is shown, e.g. `Ctrl+K`. */
  readonly shortcut?: string | undefined;
  readonly className?: string | undefined;
}

export function IconButton({ icon: Icon, label, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <WithTooltip words={label} shortcut={shortcut}>
      <AriaButton {...rest} aria-label={label} className={cx(styles.button, styles.quiet, styles.icon, className)}>
        <Icon aria-hidden />
      </AriaButton>
    </WithTooltip>
  );
}
