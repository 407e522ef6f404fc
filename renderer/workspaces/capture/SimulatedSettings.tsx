import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import type { SimulatedOptions } from "#contract/devices.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import fields from "../../ui/Fields.module.css";
import { NumberField } from "../../ui/NumberField.tsx";
import { Select } from "../../ui/Select.tsx";
import { Checkbox } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";

/** What the simulated gloves do. A change connects them anew, since it holds from the next connection. */
export function SimulatedSettings() {
  const { devices } = useApp();
  const simulated = useOf(devices, (state) => state.simulated);
  const [draft, setDraft] = useState<SimulatedOptions | null>(null);
  if (simulated === null) return null;
  const close = () => setDraft(null);
  return (
    <>
      <IconButton
        icon={SlidersHorizontal}
        label={text("simulated.settings")}
        onPress={() => setDraft(simulated.options)}
      />
      <Dialog
        title={text("simulated.settings")}
        open={draft !== null}
        onClose={close}
        actions={
          <>
            <Button onPress={close}>{text("ui.cancel")}</Button>
            <Button
              look="primary"
              onPress={() => {
                if (draft) void devices.configureSimulated(draft);
                close();
              }}
            >
              {text("simulated.apply")}
            </Button>
          </>
        }
      >
        {draft && <Fields draft={draft} people={simulated.people} onChange={setDraft} />}
      </Dialog>
    </>
  );
}

/** The ranges that the glove's sensor (LSM9DS1, LSM6DSOX) can be set to. */
const ACCEL_RANGES = ["2", "4", "8", "16"] as const;
const GYRO_RANGES = ["250", "500", "1000", "2000"] as const;
const HANDS = ["left", "right", "both"] as const;

interface FieldsProps {
  readonly draft: SimulatedOptions;
  readonly people: readonly string[];
  readonly onChange: (options: SimulatedOptions) => void;
}

function Fields({ draft, people, onChange }: FieldsProps) {
  const set = (change: Partial<SimulatedOptions>) => onChange({ ...draft, ...change });
  const number = (apply: (value: number) => void) => (value: number) => {
    if (Number.isFinite(value)) apply(value);
  };
  return (
    <div className={fields.pairs}>
      <Select
        label={text("simulated.hands")}
        choices={HANDS.map((key) => ({ key, words: text(`simulated.hands.${key}`) }))}
        value={draft.hands}
        onChange={(hands) => set({ hands })}
      />
      <Select
        label={text("simulated.person")}
        choices={people.map((person) => ({ key: person, words: person }))}
        value={draft.person}
        onChange={(person) => set({ person })}
      />
      <NumberField
        label={text("simulated.punches")}
        minValue={0}
        maxValue={120}
        value={draft.punchesPerMinute}
        onChange={number((punchesPerMinute) => set({ punchesPerMinute }))}
      />
      <NumberField
        label={text("simulated.seed")}
        minValue={0}
        formatOptions={{ useGrouping: false }}
        value={draft.seed}
        onChange={number((seed) => set({ seed: Math.round(seed) }))}
      />
      <NumberField
        label={text("simulated.rate")}
        unit="Hz"
        minValue={10}
        maxValue={2000}
        value={draft.rateHz}
        onChange={number((rateHz) => set({ rateHz }))}
      />
      <NumberField
        label={text("simulated.loss")}
        minValue={0}
        maxValue={0.5}
        step={0.005}
        formatOptions={{ style: "percent", maximumFractionDigits: 1 }}
        value={draft.loss}
        onChange={number((loss) => set({ loss }))}
      />
      <Select
        label={text("simulated.accelRange")}
        choices={ACCEL_RANGES.map((key) => ({ key, words: `± ${key} g` }))}
        value={String(draft.accelRange_g) as (typeof ACCEL_RANGES)[number]}
        onChange={(key) => set({ accelRange_g: Number(key) })}
      />
      <Select
        label={text("simulated.gyroRange")}
        choices={GYRO_RANGES.map((key) => ({ key, words: `± ${key} °/s` }))}
        value={String(draft.gyroRange_dps) as (typeof GYRO_RANGES)[number]}
        onChange={(key) => set({ gyroRange_dps: Number(key) })}
      />
      <NumberField
        label={text("simulated.clock")}
        unit="ppm"
        minValue={-1000}
        maxValue={1000}
        value={draft.clockError_ppm}
        onChange={number((clockError_ppm) => set({ clockError_ppm }))}
      />
      <Checkbox isSelected={draft.magnetometer} onChange={(magnetometer) => set({ magnetometer })}>
        {text("simulated.magnetometer")}
      </Checkbox>
      <p className={fields.hint}>{text("simulated.hint")}</p>
    </div>
  );
}
