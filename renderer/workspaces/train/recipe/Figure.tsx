import { NumberField } from "../../../ui/NumberField.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./Recipe.module.css";

export type FigureName =
  | "augmentCopies"
  | "augmentRoll"
  | "augmentTilt"
  | "augmentWarp"
  | "augmentScale"
  | "augmentNoiseG"
  | "augmentNoiseDps"
  | "augmentClip"
  | "batch"
  | "count"
  | "depth"
  | "dropout"
  | "epochs"
  | "folds"
  | "kernel"
  | "learningRate"
  | "patience"
  | "rejectBelow"
  | "seed"
  | "steps"
  | "trees";

interface Props {
  readonly name: FigureName;
  readonly unit?: string;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly step?: number;
  /** What is shown is so many times what is kept: 100 for a share in percent. */
  readonly times?: number;
  readonly onChange: (value: number) => void;
}

/** A number of the plan, in its range, with what it does. An emptied field changes nothing. */
export function Figure({ name, unit, value, lowest, highest, step = 1, times = 1, onChange }: Props) {
  return (
    <div className={styles.setting}>
      <NumberField
        label={text(`train.set.${name}`)}
        {...(unit === undefined ? {} : { unit })}
        minValue={lowest * times}
        maxValue={highest * times}
        step={step}
        formatOptions={{ maximumFractionDigits: 5, useGrouping: false }}
        value={Number((value * times).toPrecision(9))}
        onChange={(next) => Number.isFinite(next) && onChange(Number((next / times).toPrecision(9)))}
      />
      <Help>{text(`train.help.${name}`)}</Help>
    </div>
  );
}

export function Help({ children }: { readonly children: string }) {
  return <p className={styles.help}>{children}</p>;
}
