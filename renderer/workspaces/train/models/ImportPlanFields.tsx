import { COLUMNS } from "#domain/learning/columns.ts";
import { SEGMENTER_NAMES } from "#domain/segmenters.ts";
import type { ImportWish } from "../../../training/importing.ts";
import { NumberField } from "../../../ui/NumberField.tsx";
import { Select } from "../../../ui/Select.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";
import styles from "./Models.module.css";

interface Props {
  readonly plan: ImportWish;
  readonly onChange: (plan: ImportWish) => void;
}

const HANDS = ["mirrored", "together", "left", "right"] as const;
/** Where a person says other needs than the project's: the glove's own, to begin with. */
const GLOVE_NEEDS = { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 };
const NEEDS = [
  { key: "rateHz", unit: "Hz" },
  { key: "accelRange_g", unit: "g" },
  { key: "gyroRange_dps", unit: "°/s" },
] as const;

/** What a file does not say: what its outputs mean, whose glove runs it, how punches are cut, and what its inputs are. */
export function ImportPlanFields({ plan, onChange }: Props) {
  const { classes, hands, segmenter, needs } = plan;
  return (
    <>
      <fieldset className={styles.importGroup}>
        <legend>{text("train.import.classes")}</legend>
        {classes.map((name, place) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: an output is its place.
            key={place}
            label={text("train.import.output", { place: place + 1 })}
            maxLength={64}
            value={name}
            onChange={(next) => onChange({ ...plan, classes: classes.with(place, next) })}
          />
        ))}
      </fieldset>
      <fieldset className={styles.importGroup}>
        <legend>{text("train.import.use")}</legend>
        <Select
          label={text("train.hands")}
          value={hands}
          choices={HANDS.map((key) => ({ key, words: text(`train.import.hands.${key}`) }))}
          onChange={(next) => onChange({ ...plan, hands: next })}
        />
        <Select
          label={text("segmenterPanel.segmenter")}
          value={segmenter.name}
          choices={SEGMENTER_NAMES.map((key) => ({ key, words: text(`segmenter.${key}`) }))}
          onChange={(next) => next !== segmenter.name && onChange({ ...plan, segmenter: { name: next, settings: {} } })}
        />
        <Select
          label={text("train.import.needs")}
          value={needs === null ? "project" : "own"}
          choices={(["project", "own"] as const).map((key) => ({ key, words: text(`train.import.needs.${key}`) }))}
          onChange={(next) => onChange({ ...plan, needs: next === "project" ? null : (needs ?? GLOVE_NEEDS) })}
        />
        {needs !== null &&
          NEEDS.map(({ key, unit }) => (
            <NumberField
              key={key}
              label={text(`train.import.${key}`)}
              unit={unit}
              minValue={1}
              value={needs[key]}
              onChange={(next) => Number.isFinite(next) && onChange({ ...plan, needs: { ...needs, [key]: next } })}
            />
          ))}
      </fieldset>
      <Channels plan={plan} onChange={onChange} />
    </>
  );
}

/** Which column of the glove each input of a window is. Features are many: those are said as JSON. */
function Channels({ plan, onChange }: Props) {
  const { input } = plan;
  if (input.kind !== "window") return null;
  return (
    <fieldset className={styles.importGroup}>
      <legend>{text("train.import.channels")}</legend>
      {input.channels.map((column, place) => (
        <Select
          // biome-ignore lint/suspicious/noArrayIndexKey: an input is its place.
          key={place}
          label={text("train.import.channel", { place: place + 1 })}
          value={column}
          choices={COLUMNS.map((key) => ({ key, words: key }))}
          onChange={(next) => onChange({ ...plan, input: { ...input, channels: input.channels.with(place, next) } })}
        />
      ))}
    </fieldset>
  );
}
