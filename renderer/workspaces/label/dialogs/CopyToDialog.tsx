import { useState } from "react";
import { OVERLAP_RULES, type OverlapRule } from "#domain/labeling/overlap.ts";
import { copyToTrack } from "../../../labels/clipboard.ts";
import { Button } from "../../../ui/Button.tsx";
import { ComboBox } from "../../../ui/ComboBox.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Select } from "../../../ui/Select.tsx";
import { say } from "../../../ui/Toast.tsx";
import { text } from "../../../ui/text.ts";
import { useLabelView } from "../segments/useLabelView.ts";
import { deskNow } from "../session.ts";
import styles from "./Dialogs.module.css";

/** Copies the selected segments into another truth track, which may be new, and asks what becomes of overlaps. */
export function CopyToDialog({ onClose }: { readonly onClose: () => void }) {
  const labels = useLabelView();
  const [name, setName] = useState("");
  const [rule, setRule] = useState<OverlapRule>("skip");
  if (labels === null) return null;
  const { tracks, selected } = labels.view;
  const copy = () => {
    const desk = deskNow();
    const count = selected.size;
    onClose();
    if (desk === null) return;
    const copied = copyToTrack(desk, name.trim(), rule);
    if (copied < count) say({ words: text("label.noRoom", { count: count - copied }) });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={text("copyTo.title", { count: selected.size })}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={name.trim() === "" || selected.size === 0} onPress={copy}>
            {text("copyTo.copy")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <ComboBox
          label={text("copyTo.track")}
          choices={tracks.filter(({ kind }) => kind === "truth").map((track) => track.name)}
          placeholder={text("copyTo.newTrack")}
          value={name}
          onChange={(next) => setName(next.slice(0, 100))}
        />
        <Select
          label={text("copyTo.rule")}
          choices={OVERLAP_RULES.map((key) => ({ key, words: text(`copyTo.rule.${key}`) }))}
          value={rule}
          onChange={setRule}
        />
      </div>
    </Dialog>
  );
}
