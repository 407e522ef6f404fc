import type { RecordingPlan } from "#contract/recording.ts";
import { fillNameTemplate, NAME_FIELDS } from "#domain/nameTemplate.ts";
import { useApp, useOf } from "../../app/app.ts";
import { TextField } from "../../ui/TextField.tsx";
import { Explained } from "../../ui/Tooltip.tsx";
import { text } from "../../ui/text.ts";
import styles from "./RecordBar.module.css";

interface Props {
  readonly plan: RecordingPlan;
  readonly onChange: (template: string) => void;
}

/** The pattern that names captures, and the name that the next one will have. */
export function NameTemplate({ plan, onChange }: Props) {
  const { devices, recording } = useApp();
  const connected = useOf(devices, (state) => state.connected);
  const number = useOf(recording, (view) => view.nextNumber);
  const running = useOf(recording, ({ state }) => (state.phase === "recording" ? state.name : null));
  const hands = new Set(connected.map((device) => device.hand));
  const next = fillNameTemplate(plan.nameTemplate, {
    label: plan.label,
    metadata: plan.metadata,
    hand: hands.size > 1 ? "both" : (connected[0]?.hand ?? null),
    device: connected.map(({ device }) => device.name).join(" + "),
    number,
    at: new Date(),
  });
  const fields = [...NAME_FIELDS, ...Object.keys(plan.metadata)].map((field) => `{${field}}`).join(" ");
  return (
    <div className={styles.template}>
      <p className={styles.caption}>
        <Explained words={text("record.template.fields", { fields })}>
          <span role="note">{text("record.template")}</span>
        </Explained>
        <span className={styles.preview}>{running ?? next}</span>
      </p>
      <TextField aria-label={text("record.template")} maxLength={200} value={plan.nameTemplate} onChange={onChange} />
    </div>
  );
}
