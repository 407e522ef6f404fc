import { useApp, useOf } from "../../../app/app.ts";
import { AcceptDialog } from "./AcceptDialog.tsx";
import { ProposeDialog } from "./ProposeDialog.tsx";
import { RelabelDialog } from "./RelabelDialog.tsx";

const DIALOGS = { bulkPropose: ProposeDialog, bulkAccept: AcceptDialog, bulkRelabel: RelabelDialog } as const;

export interface BulkProps {
  /** The captures that were selected when it was opened. */
  readonly captureIds: readonly string[];
  readonly onClose: () => void;
}

/** What is asked before many captures change at once. */
export function BulkDialogs() {
  const app = useApp();
  const sheet = useOf(app.shell, (state) => state.sheet);
  const selected = useOf(app.captures, (state) => state.selected);
  if (sheet === null || !(sheet in DIALOGS) || selected.size === 0) return null;
  const Shown = DIALOGS[sheet as keyof typeof DIALOGS];
  return <Shown captureIds={[...selected]} onClose={() => app.shell.show(null)} />;
}
