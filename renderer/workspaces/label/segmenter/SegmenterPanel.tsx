import { RotateCcw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { CaptureDetail } from "#domain/captures.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { useApp } from "../../../app/app.ts";
import type { LabelDoc } from "../../../labels/labelDoc.ts";
import { Button } from "../../../ui/Button.tsx";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { labelSession } from "../session.ts";
import { AcceptSection } from "./AcceptSection.tsx";
import { FoundSummary } from "./FoundSummary.tsx";
import { KeepSection } from "./KeepSection.tsx";
import { LearnSection } from "./LearnSection.tsx";
import styles from "./SegmenterPanel.module.css";
import { SettingRow } from "./SettingRow.tsx";
import { SegmenterModel } from "./segmenterModel.ts";
import { rulesOf } from "./settingRange.ts";

const SEGMENTER_CHOICES = SEGMENTER_NAMES.map((key) => ({ key, words: text(`segmenter.${key}`) }));

/** Finds punches in the open capture: settings that show at once what they find, and what can be done with it. */
export function SegmenterPanel({ capture }: { readonly capture: CaptureDetail }) {
  const { studio } = useApp();
  const labels = useStore(labelSession, (state) => state.labels);
  const newest = useRef(capture);
  newest.current = capture;
  const [model, setModel] = useState<SegmenterModel | null>(null);
  useEffect(() => {
    if (labels === null) return;
    const made = new SegmenterModel({
      studio,
      capture: newest.current,
      labels,
      trackName: text("segmenterPanel.preview"),
    });
    setModel(made);
    void made.open();
    return () => {
      made.close();
      setModel(null);
    };
  }, [studio, labels]);
  if (model === null || labels === null) return <div className={styles.panel} aria-busy />;
  return <Opened model={model} labels={labels} capture={capture} />;
}

interface OpenedProps {
  readonly model: SegmenterModel;
  readonly labels: LabelDoc;
  readonly capture: CaptureDetail;
}

function Opened({ model, labels, capture }: OpenedProps) {
  const state = useStore(model.store);
  const { plan, job } = state;
  if (plan === null) return <div className={styles.panel} aria-busy />;
  const { segmenter } = plan;
  const { settings } = model;
  return (
    <div className={styles.panel}>
      <FoundSummary {...state} durationUs={capture.durationUs} />
      <section className={styles.section}>
        <Select
          label={text("segmenterPanel.segmenter")}
          choices={SEGMENTER_CHOICES}
          value={segmenter}
          onChange={(name) => model.choose(name)}
        />
        <p className={styles.hint}>{text(`segmenterAbout.${segmenter}`)}</p>
        {rulesOf(segmenter).map(([setting, rule]) => (
          <SettingRow
            key={`${segmenter}.${setting}`}
            segmenter={segmenter}
            setting={setting}
            rule={rule}
            settings={settings}
            onChange={(value) => model.set(setting, value)}
          />
        ))}
        <Button look="quiet" icon={RotateCcw} onPress={() => model.reset()}>
          {text("segmenterPanel.reset")}
        </Button>
      </section>
      <KeepSection model={model} captureId={capture.id} busy={job !== null} />
      {job !== null && (
        <section className={styles.section}>
          <ProgressBar label={text(`segmenterPanel.job.${job.what}`)} share={job.share} />
          <div className={styles.row}>
            <span className={styles.hint}>{text(`segmenterPanel.job.${job.what}`)}</span>
            <Button look="quiet" onPress={() => model.stop()}>
              {text("segmenterPanel.stop")}
            </Button>
          </div>
        </section>
      )}
      <AcceptSection labels={labels} segmenter={segmenter} />
      <LearnSection model={model} busy={job !== null} learned={state.learned} />
    </div>
  );
}
