import type { ReactElement } from "react";
import { Focusable, Tooltip, TooltipTrigger } from "react-aria-components";
import { KeyCap } from "./KeyCap.tsx";
import styles from "./Tooltip.module.css";

interface WithTooltipProps {
  readonly words: string;
  readonly shortcut?: string | undefined;
  readonly children: ReactElement;
}

/** Words for the control inside, after a short rest of the pointer or at once with the keyboard. */
export function WithTooltip({ words, shortcut, children }: WithTooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={styles.tooltip ?? ""} offset={6}>
        {words}
        {shortcut !== undefined && <KeyCap keys={shortcut} />}
      </Tooltip>
    </TooltipTrigger>
  );
}

/** The same for something that is not a control, e.g. a number or a badge. */
export function Explained({ words, children }: { readonly words: string; readonly children: ReactElement }) {
  return (
    <WithTooltip words={words}>
      <Focusable>{children as ReactElement<Record<string, never>, string>}</Focusable>
    </WithTooltip>
  );
}
