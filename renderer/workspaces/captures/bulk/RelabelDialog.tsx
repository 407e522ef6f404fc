import { useState } from "react";
import { distributionOf } from "#domain/workQueue.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { relabel } from "../../../queue/deeds.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { LabelPicker } from "../../../ui/LabelMark.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { knownLabels } from "../../shared/known.ts";
import styles from "../Captures.module.css";
import type { BulkProps } from "./BulkDialogs.tsx";

const EVERY = "every:";

/** Gives all segments of one label, or all of them, another label. */
export function RelabelDialog({ captureIds, onClose }: BulkProps) {
  const app = useApp();
  const rows = useOf(app.captures, (state) => state.rows) ?? [];
  const { labels } = distributionOf(rows.filter(({ id }) => captureIds.includes(id)));
  const [from, setFrom] = useState(EVERY);
  const [to, setTo] = useState<string | null>(null);
  const apply = () => {
    onClose();
    if (to !== null) void relabel(app, captureIds, from === EVERY ? null : from, to);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={text("bulkRelabel.title", { captures: captureIds.length })}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={to === null || to === from} onPress={apply}>
            {text("captures.edit.apply")}
          </Button>
        </>
      }
    >
      <div className={styles.edit}>
        <Select
          label={text("bulkRelabel.from")}
          choices={[
            { key: EVERY, words: text("bulkRelabel.every") },
            ...Object.entries(labels).map(([label, count]) => ({
              key: label,
              words: text("bulkRelabel.label", { label, count }),
            })),
          ]}
          value={from}
          onChange={setFrom}
        />
        <LabelPicker name={text("bulkRelabel.to")} labels={knownLabels(rows, to)} value={to} onChange={setTo} />
      </div>
    </Dialog>
  );
}
