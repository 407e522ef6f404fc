import { useEffect, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { Segment } from "#domain/labeling/segments.ts";
import { useApp, useOf } from "../../app/app.ts";
import { shortcutOf } from "../../app/commands/table.ts";
import { activeTruth } from "../../labels/desk.ts";
import type { LabelDoc } from "../../labels/labelDoc.ts";
import { handsOf, handToLabel } from "../../labels/recording/liveRecording.ts";
import { timeText } from "../../timeline/core/clockText.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { labelScheme } from "../../ui/labels.ts";
import { Badge } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./LiveLabels.module.css";

/** The keys that label while a capture is recorded, how many segments each gave, and the last ones. */
export function LiveLabels() {
  const { liveRecording, history } = useApp();
  const doc = useOf(liveRecording, (view) => view.doc);
  useEffect(() => {
    if (doc === null) return;
    return history.confineTo({ captureId: doc.captureId, busy: () => doc.busy, around: (step) => doc.around(step) });
  }, [doc, history]);
  return (
    <section className={styles.line} aria-label={text("record.live")}>
      {doc === null ? <Keys segments={null} /> : <Given doc={doc} />}
    </section>
  );
}

function Given({ doc }: { readonly doc: LabelDoc }) {
  useSyncExternalStore(doc.subscribe, () => doc.view);
  return <Keys segments={activeTruth(doc).segments} />;
}

/** `segments`: of the capture, by time; null where none is recorded. */
function Keys({ segments }: { readonly segments: readonly Segment[] | null }) {
  const { punch } = useStore(labelScheme);
  const last = segments?.at(-1);
  return (
    <>
      <ul className={styles.keys}>
        {punch.map(
          ({ name, key }) =>
            key !== null && (
              <li key={name} className={styles.key}>
                <KeyCap keys={key} />
                <span className={styles.name}>
                  <LabelMark label={name} />
                </span>
                <span className={styles.count}>{segments && counted(segments, name)}</span>
              </li>
            ),
        )}
      </ul>
      <Glove />
      <div className={styles.last} role="status">
        {last === undefined ? (
          <span className={styles.hint}>{text(segments === null ? "record.live.hint" : "record.live.now")}</span>
        ) : (
          <>
            <span className={styles.name}>
              <LabelMark label={last.label} />
            </span>
            <span className={styles.at}>{timeText(last.startUs)}</span>
            <KeyCap keys={shortcutOf("app.undo")!} />
            <span className={styles.hint}>{text("record.live.undo")}</span>
          </>
        )}
      </div>
    </>
  );
}

function counted(segments: readonly Segment[], name: string): number | null {
  return segments.filter(({ label }) => label === name).length || null;
}

/** Which of two gloves is labelled; nothing to choose with one. */
function Glove() {
  const { devices, liveRecording } = useApp();
  const connected = useOf(devices, (state) => state.connected);
  const chosen = useOf(liveRecording, (view) => view.chosenHand);
  const { handKeys } = useStore(labelScheme);
  const hand = handToLabel(connected, chosen);
  if (hand === null || handsOf(connected).length < 2) return null;
  return (
    <span className={styles.hand} title={text("record.live.hand")}>
      {handKeys.left !== null && <KeyCap keys={handKeys.left} />}
      {handKeys.right !== null && <KeyCap keys={handKeys.right} />}
      <Badge>{text(`hand.${hand}`)}</Badge>
    </span>
  );
}
