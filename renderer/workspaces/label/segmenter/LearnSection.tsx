import { useState } from "react";
import { useApp, useOf } from "../../../app/app.ts";
import { Button } from "../../../ui/Button.tsx";
import { Switch } from "../../../ui/Toggles.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./SegmenterPanel.module.css";
import type { Learned, SegmenterModel } from "./segmenterModel.ts";

interface Props {
  readonly model: SegmenterModel;
  readonly busy: boolean;
  readonly learned: Learned | null;
}

const percent = (share: number) => (100 * share).toFixed(1);

/** Lets the studio find the settings that suit the labels of this project best, and says what they are worth. */
export function LearnSection({ model, busy, learned }: Props) {
  const { captures } = useApp();
  const rows = useOf(captures, (state) => state.rows) ?? [];
  const [all, setAll] = useState(false);
  const labeled = rows.filter(({ state, labelCounts }) => state === "finished" && Object.keys(labelCounts).length > 0);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{text("segmenterPanel.learnTitle")}</h3>
      <p className={styles.hint}>{text("segmenterPanel.learnHint", { count: labeled.length })}</p>
      <Switch isSelected={all} onChange={setAll}>
        {text("segmenterPanel.tryAll")}
      </Switch>
      <Button
        isDisabled={busy || labeled.length === 0}
        onPress={() =>
          void model.learn(
            labeled.map(({ id }) => id),
            all,
          )
        }
      >
        {text("segmenterPanel.learn", { count: labeled.length })}
      </Button>
      {learned !== null && <Result learned={learned} onUse={() => model.takeLearned()} />}
    </section>
  );
}

function Result({ learned, onUse }: { readonly learned: Learned; readonly onUse: () => void }) {
  const { segmenter, score, inSample, tried } = learned;
  return (
    <div className={styles.setting} role="status">
      <p className={styles.score}>
        {text("segmenterPanel.learned", {
          segmenter: text(`segmenter.${segmenter}`),
          f1: percent(score.f1),
          sensitivity: percent(score.sensitivity),
          ppv: percent(score.ppv),
        })}
      </p>
      <p className={styles.hint}>
        {text("segmenterPanel.learnedMeans", {
          folds: score.folds,
          support: score.support,
          tried,
          inSample: percent(inSample),
        })}
      </p>
      <Button onPress={onUse}>{text("segmenterPanel.use")}</Button>
    </div>
  );
}
