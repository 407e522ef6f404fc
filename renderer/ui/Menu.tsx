import type { LucideIcon } from "lucide-react";
import { Check } from "lucide-react";
import { type ReactElement, type ReactNode, type RefObject, useRef } from "react";
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from "react-aria-components";
import { cx } from "./cx.ts";
import { KeyCap } from "./KeyCap.tsx";
import styles from "./Pickers.module.css";

export interface MenuEntry {
  readonly id: string;
  readonly words: string;
  readonly icon?: LucideIcon | undefined;
  readonly shortcut?: string | undefined;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly checked?: boolean;
  /** A hairline stands above it. */
  readonly parted?: boolean;
  readonly run: () => void;
}

interface EntriesProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Told before the chosen entry runs. */
  readonly onChoose?: () => void;
}

function Entries({ label, entries, onChoose }: EntriesProps) {
  return (
    <AriaMenu
      aria-label={label}
      className={cx(styles.list)}
      disabledKeys={entries.filter((entry) => entry.disabled).map((entry) => entry.id)}
      onAction={(key) => {
        onChoose?.();
        entries.find((entry) => entry.id === key)?.run();
      }}
    >
      {entries.flatMap((entry) => {
        const Icon = entry.icon;
        const item = (
          <MenuItem
            key={entry.id}
            id={entry.id}
            textValue={entry.words}
            className={cx(styles.item)}
            data-look={entry.danger ? "danger" : undefined}
          >
            {Icon && <Icon aria-hidden />}
            <span className={styles.words}>{entry.words}</span>
            {entry.checked && <Check size={14} aria-hidden />}
            {entry.shortcut !== undefined && <KeyCap keys={entry.shortcut} />}
          </MenuItem>
        );
        return entry.parted ? [<Separator key={`${entry.id}:line`} className={cx(styles.separator)} />, item] : [item];
      })}
    </AriaMenu>
  );
}

interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** The button that opens it. */
  readonly children: ReactElement;
}

export function Menu({ label, entries, children }: MenuProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={cx(styles.popover)} offset={2}>
        <Entries label={label} entries={entries} />
      </Popover>
    </MenuTrigger>
  );
}

interface ContextMenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Where it opens, in pixels of the window; null while it is closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** A menu at the pointer, or at the focused row for the keyboard. It offers only what keys and buttons also do. */
export function ContextMenu({ label, entries, at, onClose }: ContextMenuProps): ReactNode {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} aria-hidden style={{ position: "fixed", left: at?.x ?? 0, top: at?.y ?? 0 }} />
      <Popover
        className={cx(styles.popover)}
        triggerRef={anchor as RefObject<Element | null>}
        placement="bottom start"
        offset={0}
        isOpen={at !== null}
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Entries label={label} entries={entries} onChoose={onClose} />
      </Popover>
    </>
  );
}
