import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { Button, IconButton } from "./Button.tsx";
import { cx } from "./cx.ts";
import styles from "./Dialog.module.css";
import { text } from "./text.ts";

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
}

/** Escape, the cross and a press outside close it; what that means is up to `onClose`. */
export function Dialog({ title, open, onClose, wide = false, children, actions }: DialogProps) {
  return (
    <ModalOverlay
      className={cx(styles.overlay)}
      isDismissable
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={cx(styles.modal, wide && styles.wide)}>
        <AriaDialog className={cx(styles.dialog)}>
          <header className={styles.header}>
            <Heading slot="title" className={cx(styles.title)}>
              {title}
            </Heading>
            <IconButton icon={X} label={text("ui.close")} shortcut="Esc" onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <footer className={styles.actions}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

interface ConfirmProps {
  readonly title: string;
  readonly words: string;
  /** What the button says: the deed, never "OK". */
  readonly deed: string;
  readonly open: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. Anything that can be undone does not ask. */
export function ConfirmDialog({ title, words, deed, open, onConfirm, onClose }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button
            look="danger"
            onPress={() => {
              onConfirm();
              onClose();
            }}
          >
            {deed}
          </Button>
        </>
      }
    >
      {words}
    </Dialog>
  );
}
