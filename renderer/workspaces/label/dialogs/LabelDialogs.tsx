import type { ComponentType } from "react";
import { useStore } from "zustand";
import { type LabelDialog, labelSession } from "../session.ts";
import { BulkDialog } from "./BulkDialog.tsx";
import { CopyToDialog } from "./CopyToDialog.tsx";
import { LiveDialog } from "./LiveDialog.tsx";
import { SchemeDialog } from "./SchemeDialog.tsx";

const DIALOGS: Readonly<Record<LabelDialog, ComponentType<{ readonly onClose: () => void }>>> = {
  bulk: BulkDialog,
  copyTo: CopyToDialog,
  live: LiveDialog,
  scheme: SchemeDialog,
};

const close = () => labelSession.setState({ dialog: null });

/** The dialog of the workspace that is open. */
export function LabelDialogs() {
  const dialog = useStore(labelSession, (session) => session.dialog);
  if (dialog === null) return null;
  const Shown = DIALOGS[dialog];
  return <Shown onClose={close} />;
}
