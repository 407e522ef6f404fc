import { Check, Trash2 } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import type { CaptureSummary } from "#domain/captures.ts";
import { useApp, useOf } from "../../app/app.ts";
import { shortcutOf } from "../../app/commands/table.ts";
import { Button } from "../../ui/Button.tsx";
import { count, duration, rate } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { LabelPicker } from "../../ui/LabelMark.tsx";
import { Badge } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import { health } from "../shared/health.ts";
import { knownLabels } from "../shared/known.ts";
import { CapturePicture } from "./CapturePicture.tsx";
import styles from "./ReviewStrip.module.css";

/** The capture just made, already safe on disk: keep it, give it another label, or throw it away. */
export function ReviewStrip({ capture }: { readonly capture: CaptureSummary }) {
  const { recording, captures } = useApp();
  const rows = useOf(captures, (state) => state.rows);
  // A relabel changes the list, not the review's own copy.
  const now = rows?.find((each) => each.id === capture.id) ?? capture;
  const labels = useMemo(() => knownLabels(rows ?? [], now.label), [rows, now.label]);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) strip.current?.querySelector<HTMLElement>("[data-keep]")?.focus();
  }, []);
  return (
    <section className={styles.strip} ref={strip} aria-label={text("review.title", { name: now.name })}>
      <CapturePicture capture={capture} />
      <p className={styles.what}>
        <strong className={styles.name}>{now.name}</strong>
        <Facts capture={now} />
      </p>
      <div className={styles.labels}>
        <LabelPicker
          name={text("record.label")}
          labels={labels}
          value={now.label}
          onChange={(label) => void captures.setLabel([capture.id], label)}
        />
      </div>
      <div className={styles.actions}>
        <Button look="primary" icon={Check} data-keep onPress={() => void recording.review("keep")}>
          {text("review.keep")}
          <KeyCap keys={shortcutOf("capture.keep")!} />
        </Button>
        <Button icon={Trash2} onPress={() => void recording.discard()}>
          {text("review.discard")}
          <KeyCap keys={shortcutOf("capture.discard")!} />
        </Button>
      </div>
    </section>
  );
}

function Facts({ capture }: { readonly capture: CaptureSummary }) {
  const rows = capture.streams.reduce((sum, stream) => sum + stream.rows, 0);
  const state = health(capture);
  return (
    <span className={styles.facts}>
      <span>{duration(capture.durationUs)}</span>
      <span>{text("record.rows", { rows: count(rows) })}</span>
      <span>{[...new Set(capture.streams.map((stream) => rate(stream.clock.rateHz)))].join(" · ")}</span>
      <Badge tone={state.tone}>{state.words}</Badge>
      {capture.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
    </span>
  );
}
