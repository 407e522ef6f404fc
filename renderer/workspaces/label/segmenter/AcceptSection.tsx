import { useState, useSyncExternalStore } from "react";
import type { SegmenterName } from "#domain/segmenters.ts";
import { useApp } from "../../../app/app.ts";
import type { LabelDoc } from "../../../labels/labelDoc.ts";
import { Button } from "../../../ui/Button.tsx";
import { NumberField } from "../../../ui/NumberField.tsx";
import { Slider } from "../../../ui/Slider.tsx";
import { say } from "../../../ui/Toast.tsx";
import { text } from "../../../ui/text.ts";
import { acceptSuggested } from "./acceptSuggested.ts";
import styles from "./SegmenterPanel.module.css";

/** Four of five neighbours agree: most of these are right, and few are left. */
const USUAL_PERCENT = 80;

interface Props {
  readonly labels: LabelDoc;
  readonly segmenter: SegmenterName;
}

/** Turns stored proposals into labels: all of them, or those whose suggested label is sure enough. */
export function AcceptSection({ labels, segmenter }: Props) {
  const { studio } = useApp();
  const view = useSyncExternalStore(
    (listener) => labels.subscribe(listener),
    () => labels.view,
  );
  const [percent, setPercent] = useState(USUAL_PERCENT);
  const kept = view.tracks.find(({ kind, name }) => kind === "proposal" && name === segmenter);
  if (kept === undefined || kept.segments.length === 0) return null;
  const accept = async (least: number) => {
    const done = await acceptSuggested(studio, labels, kept, least);
    if (done) say({ words: text("segmenterPanel.accepted", done) });
  };
  const bounds = { value: percent, minValue: 0, maxValue: 100, step: 5, label: text("segmenterPanel.sureness") };
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{text("segmenterPanel.acceptTitle", { count: kept.segments.length })}</h3>
      <p className={styles.hint}>{text("segmenterPanel.acceptHint")}</p>
      <div className={styles.setting}>
        <NumberField
          {...bounds}
          unit={text("segmenterUnit.percent")}
          onChange={(next) => {
            if (Number.isFinite(next)) setPercent(next);
          }}
        />
        <Slider {...bounds} onChange={setPercent} />
      </div>
      <div className={styles.row}>
        <Button onPress={() => void accept(percent / 100)}>{text("segmenterPanel.acceptSure", { percent })}</Button>
        <Button look="quiet" onPress={() => void accept(0)}>
          {text("segmenterPanel.acceptAll")}
        </Button>
      </div>
    </section>
  );
}
