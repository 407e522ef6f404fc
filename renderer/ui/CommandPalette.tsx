import { Search } from "lucide-react";
import {
  Dialog as AriaDialog,
  Autocomplete,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from "react-aria-components";
import styles from "./CommandPalette.module.css";
import { cx } from "./cx.ts";
import { KeyCap } from "./KeyCap.tsx";
import type { MenuEntry } from "./Menu.tsx";
import { text } from "./text.ts";

export interface PaletteEntry extends MenuEntry {
  /** The part of the studio that it belongs to. */
  readonly section: string;
}

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly entries: readonly PaletteEntry[];
}

/** Everything that can be done now, found by typing a part of its name. */
export function CommandPalette({ open, onClose, entries }: Props) {
  const { contains } = useFilter({ sensitivity: "base" });
  return (
    <ModalOverlay
      className={cx(styles.overlay)}
      isDismissable
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={cx(styles.modal)}>
        <AriaDialog aria-label={text("palette.title")} className={cx(styles.dialog)}>
          <Autocomplete filter={contains}>
            <SearchField autoFocus aria-label={text("palette.search")} className={cx(styles.search)}>
              <Search aria-hidden />
              <Input className={cx(styles.input)} placeholder={text("palette.search")} />
            </SearchField>
            <Menu
              aria-label={text("palette.title")}
              className={cx(styles.list)}
              items={entries}
              renderEmptyState={() => <p className={styles.none}>{text("palette.none")}</p>}
              onAction={(key) => {
                onClose();
                entries.find((entry) => entry.id === key)?.run();
              }}
            >
              {(entry) => (
                <MenuItem id={entry.id} textValue={`${entry.section} ${entry.words}`} className={cx(styles.item)}>
                  <span className={styles.section}>{entry.section}</span>
                  <span className={styles.words}>{entry.words}</span>
                  {entry.shortcut !== undefined && <KeyCap keys={entry.shortcut} />}
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
