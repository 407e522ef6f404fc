import { FEATURE_SETS } from "#domain/learning/plan.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";

/** Which features segments are looked at by. */
export function FeatureSetSelect() {
  const { training } = useApp();
  const set = useOf(training, (state) => state.set);
  return (
    <Select
      bare
      label={text("train.set.set")}
      value={set}
      choices={FEATURE_SETS.map((key) => ({ key, words: text(`train.features.set.${key}`) }))}
      onChange={(next) => training.look({ set: next })}
    />
  );
}
