import { useEffect, useRef, useState } from "react";
import type { SegmenterPlan } from "#contract/segmenting.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import { useApp } from "../../../app/app.ts";
import { calm } from "../../../app/ask.ts";
import { type Proposing, startProposing } from "../../../queue/proposing.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import styles from "../Captures.module.css";
import type { BulkProps } from "./BulkDialogs.tsx";

/** Segments many captures with the settings that the project remembers; shows how far it is, and can be stopped. */
export function ProposeDialog({ captureIds, onClose }: BulkProps) {
  const app = useApp();
  const [plan, setPlan] = useState<SegmenterPlan | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const work = useRef<Proposing | null>(null);
  useEffect(() => {
    void calm(app.studio.call("segment.plan", undefined)).then((known) => known && setPlan(known));
    return () => work.current?.cancel();
  }, [app]);

  const start = async () => {
    if (plan === null) return;
    setBusy(true);
    work.current = startProposing(app, captureIds, plan, setShare);
    const ended = await work.current.done;
    work.current = null;
    setBusy(false);
    if (ended) onClose();
  };
  const stop = () => (busy ? work.current?.cancel() : onClose());
  const changed = plan === null ? 0 : Object.keys(plan.settings[plan.segmenter] ?? {}).length;
  return (
    <Dialog
      open
      onClose={stop}
      title={text("bulkPropose.title", { captures: captureIds.length })}
      actions={
        <>
          <Button onPress={stop}>{text(busy ? "segmenterPanel.stop" : "ui.cancel")}</Button>
          <Button look="primary" isDisabled={busy || plan === null} onPress={() => void start()}>
            {text("bulkPropose.start")}
          </Button>
        </>
      }
    >
      {plan !== null && (
        <div className={styles.edit}>
          <Select
            label={text("segmenterPanel.segmenter")}
            choices={SEGMENTER_NAMES.map((key) => ({ key, words: text(`segmenter.${key}`) }))}
            value={plan.segmenter}
            onChange={(segmenter) => setPlan({ ...plan, segmenter })}
          />
          <p>{text(`segmenterAbout.${plan.segmenter}`)}</p>
          <p>{text("bulkPropose.settings", { changed })}</p>
          {busy && <ProgressBar label={text("segmenterPanel.job.keep")} share={share} />}
        </div>
      )}
    </Dialog>
  );
}
