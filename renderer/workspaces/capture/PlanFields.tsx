import { Info } from "lucide-react";
import { useMemo } from "react";
import type { RecordingPlan } from "#contract/recording.ts";
import { useApp, useOf } from "../../app/app.ts";
import { ComboBox } from "../../ui/ComboBox.tsx";
import { LabelPicker } from "../../ui/LabelMark.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Switch } from "../../ui/Toggles.tsx";
import { Explained } from "../../ui/Tooltip.tsx";
import { text } from "../../ui/text.ts";
import { AddField } from "../shared/AddField.tsx";
import { knownLabels, knownValues, PERSON } from "../shared/known.ts";
import { NameTemplate } from "./NameTemplate.tsx";
import { OwnLabel } from "./OwnLabel.tsx";
import styles from "./RecordBar.module.css";

interface Props {
  readonly plan: RecordingPlan;
  /** True while a recording runs: what it is called was settled at its start. */
  readonly fixed: boolean;
}

/** What the next capture will be: label, fields, name, countdown, longest length. */
export function PlanFields({ plan, fixed }: Props) {
  const { recording, captures, devices } = useApp();
  const rows = useOf(captures, (state) => state.rows);
  const simulated = useOf(devices, ({ connected }) => connected.some(({ device }) => device.simulated));
  const labels = useMemo(() => knownLabels(rows ?? [], plan.label), [rows, plan.label]);
  const set = recording.setPlan;
  const fields = [...new Set([PERSON, ...Object.keys(plan.metadata)])];
  const setField = (field: string, value: string) => set({ metadata: { ...plan.metadata, [field]: value } });
  return (
    <fieldset className={styles.fields} disabled={fixed}>
      <div className={styles.line}>
        <LabelPicker
          name={text("record.label")}
          labels={labels}
          value={plan.label}
          onChange={(label) => set({ label })}
        />
        <OwnLabel onAdd={(label) => set({ label })} />
      </div>
      <div className={styles.line}>
        {fields.map((field) => (
          <ComboBox
            key={field}
            className={styles.small}
            label={field === PERSON ? text("record.person") : field}
            choices={knownValues(rows ?? [], field)}
            value={plan.metadata[field] ?? ""}
            onChange={(value) => setField(field, value)}
          />
        ))}
        <AddField taken={fields} onAdd={(field) => setField(field, "")} />
        <NameTemplate plan={plan} onChange={(nameTemplate) => set({ nameTemplate })} />
        <NumberField
          className={styles.small}
          label={text("record.countdown")}
          unit="s"
          minValue={0}
          maxValue={60}
          value={plan.countdownS}
          onChange={(value) => set({ countdownS: Number.isFinite(value) ? Math.round(value) : 0 })}
        />
        <NumberField
          className={styles.small}
          label={text("record.maxLength")}
          unit="s"
          minValue={1}
          maxValue={86_400}
          placeholder={text("record.noLimit")}
          value={plan.maxLengthS ?? Number.NaN}
          onChange={(value) => set({ maxLengthS: Number.isFinite(value) ? value : null })}
        />
        {simulated && (
          <div className={styles.truth}>
            <Switch isSelected={plan.keepSimulatedTruth} onChange={(keepSimulatedTruth) => set({ keepSimulatedTruth })}>
              {text("record.keepTruth")}
            </Switch>
            <Explained words={text("record.keepTruth.why")}>
              <span role="note" aria-label={text("record.keepTruth.why")}>
                <Info aria-hidden />
              </span>
            </Explained>
          </div>
        )}
      </div>
    </fieldset>
  );
}
