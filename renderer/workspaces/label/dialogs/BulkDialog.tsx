import { useState } from "react";
import { ANCHORS, type Anchor } from "#domain/labeling/setLength.ts";
import { editMany, removeChosen } from "../../../labels/deeds.ts";
import { chosenTruth } from "../../../labels/desk.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { NumberField } from "../../../ui/NumberField.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Segmented } from "../../../ui/Toggles.tsx";
import { text } from "../../../ui/text.ts";
import { useLabelView } from "../segments/useLabelView.ts";
import { deskNow } from "../session.ts";
import styles from "./Dialogs.module.css";

const KEEP = "keep:";
const NONE = "none:";
const toUs = (ms: number) => Math.round(ms * 1000);

/** What the selected segments get at once, as one step; what is not touched stays. */
export function BulkDialog({ onClose }: { readonly onClose: () => void }) {
  const labels = useLabelView();
  const [label, setLabel] = useState(KEEP);
  const [hand, setHand] = useState<typeof KEEP | typeof NONE | "left" | "right">(KEEP);
  const [quality, setQuality] = useState(KEEP);
  const [shiftMs, setShiftMs] = useState(Number.NaN);
  const [lengthMs, setLengthMs] = useState(Number.NaN);
  const [anchor, setAnchor] = useState<Anchor>("centre");
  if (labels === null) return null;
  const { scheme } = labels.view;
  const count = chosenTruth(labels.doc).reduce((sum, { ids }) => sum + ids.size, 0);
  const keep = { key: KEEP, words: text("bulk.keep") } as const;
  const shifts = Number.isFinite(shiftMs) && shiftMs !== 0;
  const resizes = Number.isFinite(lengthMs) && lengthMs > 0;
  const untouched = label === KEEP && hand === KEEP && quality === KEEP && !shifts && !resizes;
  const withDesk = (deed: (desk: NonNullable<ReturnType<typeof deskNow>>) => void) => () => {
    const desk = deskNow();
    onClose();
    if (desk !== null) deed(desk);
  };
  const apply = withDesk((desk) =>
    editMany(desk, {
      anchor,
      ...(label === KEEP ? {} : { label }),
      ...(hand === KEEP ? {} : { hand: hand === NONE ? null : hand }),
      ...(quality === KEEP ? {} : { quality: quality === NONE ? null : quality }),
      ...(shifts ? { shiftUs: toUs(shiftMs) } : {}),
      ...(resizes ? { lengthUs: toUs(lengthMs) } : {}),
    }),
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={text("bulk.title", { count })}
      actions={
        <>
          <Button look="danger" onPress={withDesk(removeChosen)}>
            {text("bulk.remove", { count })}
          </Button>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={untouched} onPress={apply}>
            {text("captures.edit.apply")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label={text("segments.label")}
          choices={[keep, ...scheme.punch.map(({ name }) => ({ key: name, words: name }))]}
          value={label}
          onChange={setLabel}
        />
        <Select
          label={text("segments.hand")}
          choices={[
            keep,
            { key: "left" as const, words: text("hand.left") },
            { key: "right" as const, words: text("hand.right") },
            { key: NONE, words: text("segments.noHand") },
          ]}
          value={hand}
          onChange={setHand}
        />
        <Select
          label={text("segments.quality")}
          choices={[
            keep,
            { key: NONE, words: text("segments.noQuality") },
            ...scheme.quality.map(({ name }) => ({ key: name, words: name })),
          ]}
          value={quality}
          onChange={setQuality}
        />
        <NumberField label={text("bulk.shift")} unit="ms" value={shiftMs} onChange={setShiftMs} />
        <NumberField label={text("bulk.length")} unit="ms" minValue={1} value={lengthMs} onChange={setLengthMs} />
        <div className={styles.whole}>
          <Segmented
            label={text("bulk.anchor")}
            choices={ANCHORS.map((key) => ({ key, words: text(`bulk.anchor.${key}`) }))}
            value={anchor}
            onChange={(next) => next !== null && setAnchor(next)}
          />
        </div>
      </div>
    </Dialog>
  );
}
