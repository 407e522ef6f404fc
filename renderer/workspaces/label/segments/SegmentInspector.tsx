import { Copy } from "lucide-react";
import type { Segment } from "#domain/labeling/segments.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { giveHand, reword, setEdge, setLengthOf } from "../../../labels/deeds.ts";
import { chosen, type Placed } from "../../../labels/desk.ts";
import { timeText } from "../../../timeline/core/clockText.ts";
import { IconButton } from "../../../ui/Button.tsx";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { deskNow } from "../session.ts";
import { lengthsOf } from "./rows.ts";
import styles from "./Segments.module.css";
import { SuggestedLabels } from "./SuggestedLabels.tsx";
import { TypedField } from "./TypedField.tsx";
import { typedLength, typedTime } from "./typed.ts";
import { useLabelView } from "./useLabelView.ts";

const NONE = "none:";
const ms = (us: number) => String(Number((us / 1000).toFixed(us % 1000 === 0 ? 0 : 1)));

/** What is selected: one segment with all that can be said of it, or how many there are and how long. */
export function SegmentInspector() {
  const labels = useLabelView();
  if (labels === null) return null;
  const all = chosen(labels.doc);
  if (all.length === 0) return <p className={styles.hint}>{text("segments.noneChosen")}</p>;
  if (all.length > 1) return <Statistics segments={all.map(({ segment }) => segment)} />;
  return all[0]!.track.kind === "truth" ? <TruthFields {...all[0]!} /> : <Found {...all[0]!} />;
}

function Statistics({ segments }: { readonly segments: readonly Segment[] }) {
  const lengths = lengthsOf(segments);
  if (lengths === null) return null;
  const { count, meanUs, leastUs, mostUs } = lengths;
  return (
    <p className={styles.statistics}>
      {text("segments.statistics", { count, mean: ms(Math.round(meanUs)), least: ms(leastUs), most: ms(mostUs) })}
    </p>
  );
}

function onDesk(deed: (desk: NonNullable<ReturnType<typeof deskNow>>) => void): void {
  const desk = deskNow();
  if (desk !== null) deed(desk);
}

function TruthFields({ track, segment }: Placed) {
  const { project } = useApp();
  const locked = useOf(project, (state) => state.open?.readOnly !== false);
  const { scheme } = useLabelView()!.view;
  const names = scheme.punch.map(({ name }) => name);
  const labels = names.includes(segment.label) ? names : [...names, segment.label];
  const badTime = (words: string) => (typedTime(words) === null ? text("segments.badTime") : null);
  const badLength = (words: string) => (typedLength(words) ? null : text("segments.badLength"));
  return (
    <section className={styles.inspector} aria-label={text("segments.inspector")}>
      <div className={styles.fields}>
        <Select
          label={text("segments.label")}
          choices={labels.map((key) => ({ key, words: key }))}
          value={segment.label}
          onChange={(label) => onDesk((desk) => reword(desk, { label }))}
        />
        <Select
          label={text("segments.hand")}
          choices={[
            { key: "left", words: text("hand.left") },
            { key: "right", words: text("hand.right") },
            { key: NONE, words: text("segments.noHand") },
          ]}
          value={segment.hand ?? NONE}
          onChange={(key) => onDesk((desk) => giveHand(desk, key === "left" || key === "right" ? key : null))}
        />
        <Select
          label={text("segments.quality")}
          choices={[
            { key: NONE, words: text("segments.noQuality") },
            ...scheme.quality.map(({ name }) => ({ key: name, words: name })),
          ]}
          value={segment.quality ?? NONE}
          onChange={(key) => onDesk((desk) => reword(desk, { quality: key === NONE ? null : key }))}
        />
        <TypedField
          label={text("segments.start")}
          value={timeText(segment.startUs)}
          isDisabled={locked}
          check={badTime}
          onTake={(words) => onDesk((desk) => setEdge(desk, "startUs", typedTime(words)!))}
        />
        <TypedField
          label={text("segments.end")}
          value={timeText(segment.endUs)}
          isDisabled={locked}
          check={badTime}
          onTake={(words) => onDesk((desk) => setEdge(desk, "endUs", typedTime(words)!))}
        />
        <TypedField
          label={text("segments.lengthMs")}
          value={ms(segment.endUs - segment.startUs)}
          isDisabled={locked}
          check={badLength}
          onTake={(words) => onDesk((desk) => setLengthOf(desk, typedLength(words)!, "start"))}
        />
      </div>
      <Origin track={track} segment={segment} />
    </section>
  );
}

/** A proposal or a prediction: it is accepted, not edited. */
function Found({ track, segment }: Placed) {
  return (
    <section className={styles.inspector} aria-label={text("segments.inspector")}>
      <div className={styles.line}>
        <LabelMark label={segment.label} />
        <span className={styles.quiet}>
          {[
            segment.hand === null ? text("segments.noHand") : text(`hand.${segment.hand}`),
            timeText(segment.startUs),
          ].join(" · ")}
        </span>
      </div>
      <SuggestedLabels track={track} segment={segment} />
      <Origin track={track} segment={segment} />
    </section>
  );
}

function Origin({ track, segment }: Placed) {
  const { origin, confidence, id } = segment;
  const sure = confidence === null ? "" : ` · ${text("lanes.confidence", { share: confidence })}`;
  return (
    <div className={styles.line}>
      <span className={styles.quiet}>{`${track.name} · ${origin}${sure}`}</span>
      <IconButton icon={Copy} label={text("segments.copyId")} onPress={() => void navigator.clipboard?.writeText(id)} />
    </div>
  );
}
