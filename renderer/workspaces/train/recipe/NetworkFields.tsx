import { FEATURE_SETS, SELECTIONS } from "#domain/learning/plan.ts";
import type { Plan } from "../../../training/wish.ts";
import { Select } from "../../../ui/Select.tsx";
import { text } from "../../../ui/text.ts";
import { CLASSIFIERS, withClassifier } from "./classifiers.ts";
import { Figure, Help } from "./Figure.tsx";
import { classifierWords, inputWords } from "./planWords.ts";
import { Section } from "./Section.tsx";
import { SizesField } from "./SizesField.tsx";
import { usePlan } from "./usePlan.ts";

/** What a classifier sees of a punch, and what it is. */
export function NetworkFields() {
  const [plan, change] = usePlan();
  return (
    <Section
      id="network"
      title={text("train.section.network")}
      says={text("train.network.says", { input: inputWords(plan), classifier: classifierWords(plan) })}
    >
      <Select
        label={text("train.classifier")}
        value={plan.classifier.kind}
        choices={CLASSIFIERS.map((key) => ({ key, words: text(`train.kind.${key}`) }))}
        onChange={(kind) => change(withClassifier(plan, kind))}
      />
      <Help>{text(`train.kind.${plan.classifier.kind}.help`)}</Help>
      <ClassifierSizes plan={plan} onChange={(classifier) => change({ classifier })} />
      <InputFields plan={plan} onChange={(input) => change({ input })} />
      <Figure
        name="rejectBelow"
        unit="%"
        value={plan.rejectBelow}
        lowest={0}
        highest={1}
        times={100}
        step={5}
        onChange={(rejectBelow) => change({ rejectBelow })}
      />
    </Section>
  );
}

interface PartProps<T> {
  readonly plan: Plan;
  readonly onChange: (part: T) => void;
}

function ClassifierSizes({ plan: { classifier }, onChange }: PartProps<Plan["classifier"]>) {
  switch (classifier.kind) {
    case "dense":
      return (
        <>
          <SizesField
            name="hidden"
            value={classifier.hidden}
            most={256}
            layers={6}
            mayBeNone
            onChange={(hidden) => onChange({ ...classifier, hidden })}
          />
          <Figure
            name="dropout"
            unit="%"
            value={classifier.dropout}
            lowest={0}
            highest={0.9}
            times={100}
            step={5}
            onChange={(dropout) => onChange({ ...classifier, dropout })}
          />
        </>
      );
    case "conv":
      return (
        <>
          <SizesField
            name="filters"
            value={classifier.filters}
            most={64}
            layers={4}
            mayBeNone={false}
            onChange={(filters) => onChange({ ...classifier, filters })}
          />
          <Figure
            name="kernel"
            value={classifier.kernel}
            lowest={2}
            highest={15}
            onChange={(kernel) => onChange({ ...classifier, kernel })}
          />
        </>
      );
    case "forest":
      return (
        <>
          <Figure
            name="trees"
            value={classifier.trees}
            lowest={1}
            highest={127}
            onChange={(trees) => onChange({ ...classifier, trees })}
          />
          <Figure
            name="depth"
            value={classifier.depth}
            lowest={1}
            highest={12}
            onChange={(depth) => onChange({ ...classifier, depth })}
          />
        </>
      );
  }
}

function InputFields({ plan: { input }, onChange }: PartProps<Plan["input"]>) {
  if (input.kind === "window") {
    return (
      <Figure
        name="steps"
        value={input.steps}
        lowest={8}
        highest={256}
        step={8}
        onChange={(steps) => onChange({ ...input, steps })}
      />
    );
  }
  return (
    <>
      <Select
        label={text("train.set.set")}
        value={input.set}
        choices={FEATURE_SETS.map((key) => ({ key, words: text(`train.features.set.${key}`) }))}
        onChange={(set) => onChange({ ...input, set })}
      />
      <Select
        label={text("train.set.selection")}
        value={input.selection}
        choices={SELECTIONS.map((key) => ({ key, words: text(`train.selection.${key}`) }))}
        onChange={(selection) => onChange({ ...input, selection })}
      />
      <Help>{text(`train.selection.${input.selection}.help`)}</Help>
      {input.selection !== "none" && (
        <Figure
          name="count"
          value={input.count}
          lowest={1}
          highest={255}
          onChange={(count) => onChange({ ...input, count })}
        />
      )}
    </>
  );
}
