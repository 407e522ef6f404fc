import { HAND_PLANS } from "#domain/learning/plan.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { labelsOf } from "../../../training/wish.ts";
import { count } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { Chips } from "./Chips.tsx";
import { Help } from "./Figure.tsx";
import styles from "./Recipe.module.css";
import { Section } from "./Section.tsx";
import { usePlan } from "./usePlan.ts";

/** What is to be told apart, and for which glove. */
export function ClassFields() {
  const { captures } = useApp();
  const [plan, change] = usePlan();
  const rows = useOf(captures, (state) => state.rows) ?? [];
  const counts = new Map(labelsOf(rows));
  const labels = [...counts.keys(), ...plan.classes.filter((label) => !counts.has(label))];
  return (
    <Section
      id="classes"
      title={text("train.section.classes")}
      says={text("train.classes.says", { count: plan.classes.length, hands: text(`train.hands.${plan.hands}`) })}
      open
    >
      <Chips
        label={text("train.classes")}
        none={text("train.classes.none")}
        choices={labels.map((key) => ({
          key,
          words: text("ui.labelCount", { label: key, count: counts.get(key) ?? 0 }),
          face: (
            <>
              <LabelMark label={key} />
              <span className={styles.chipCount}>{count(counts.get(key) ?? 0)}</span>
            </>
          ),
        }))}
        chosen={plan.classes}
        onChange={(classes) => classes.length > 0 && change({ classes })}
      />
      <Help>{text("train.classes.help")}</Help>
      <Select
        label={text("train.hands")}
        value={plan.hands}
        choices={HAND_PLANS.map((key) => ({ key, words: text(`train.hands.${key}`) }))}
        onChange={(hands) => change({ hands })}
      />
      <Help>{text(`train.hands.${plan.hands}.help`)}</Help>
    </Section>
  );
}
