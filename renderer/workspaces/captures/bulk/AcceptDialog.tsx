import { useState } from "react";
import { useApp, useOf } from "../../../app/app.ts";
import { acceptProposals } from "../../../queue/deeds.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { LabelPicker } from "../../../ui/LabelMark.tsx";
import { text } from "../../../ui/text.ts";
import { knownLabels } from "../../shared/known.ts";
import styles from "../Captures.module.css";
import type { BulkProps } from "./BulkDialogs.tsx";

/** Asks what proposals that nobody has named are called, then accepts all of them. */
export function AcceptDialog({ captureIds, onClose }: BulkProps) {
  const app = useApp();
  const rows = useOf(app.captures, (state) => state.rows) ?? [];
  const chosen = rows.filter(({ id }) => captureIds.includes(id));
  const meant = new Set(chosen.map((capture) => capture.label));
  // A drill says itself what its punches are.
  const [label, setLabel] = useState<string | null>(meant.size === 1 ? [...meant][0]! : null);
  const proposals = chosen.reduce((sum, capture) => sum + capture.proposals, 0);
  const accept = () => {
    onClose();
    void acceptProposals(app, captureIds, label);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={text("bulkAccept.title", { proposals, captures: captureIds.length })}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={proposals === 0} onPress={accept}>
            {text("bulkAccept.accept")}
          </Button>
        </>
      }
    >
      <div className={styles.edit}>
        <p>{text(proposals === 0 ? "bulkAccept.none" : "bulkAccept.about")}</p>
        <LabelPicker name={text("record.label")} labels={knownLabels(rows, label)} value={label} onChange={setLabel} />
      </div>
    </Dialog>
  );
}
