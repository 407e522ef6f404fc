import type { SegmenterName, SegmenterSetting, SettingValues } from "#domain/segmenters.ts";
import { NumberField } from "../../../ui/NumberField.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Slider } from "../../../ui/Slider.tsx";
import { Switch } from "../../../ui/Toggles.tsx";
import { type TextKey, text, textIfAny } from "../../../ui/text.ts";
import styles from "./SegmenterPanel.module.css";
import { rangeOf } from "./settingRange.ts";

interface Props {
  readonly segmenter: SegmenterName;
  readonly setting: string;
  readonly rule: SegmenterSetting;
  readonly settings: SettingValues;
  readonly onChange: (value: number | string | boolean) => void;
}

/** One setting of a segmenter: a slider with its number, a list or a switch, and what it does. */
export function SettingRow({ segmenter, setting, rule, settings, onChange }: Props) {
  const name = textIfAny(`segmenter.${segmenter}.${setting}`) ?? setting;
  return (
    <div className={styles.setting}>
      <Control name={name} setting={setting} rule={rule} settings={settings} onChange={onChange} />
      <p className={styles.hint}>{text(`segmenterHelp.${setting}` as TextKey)}</p>
    </div>
  );
}

function Control({ name, setting, rule, settings, onChange }: Omit<Props, "segmenter"> & { readonly name: string }) {
  const value = settings[setting]!;
  if (rule.type === "flag") {
    return (
      <Switch isSelected={value as boolean} onChange={onChange}>
        {name}
      </Switch>
    );
  }
  if (rule.type === "choice") {
    const choices = rule.choices.map((key) => ({ key, words: text(`segmenterChoice.${key}` as TextKey) }));
    return <Select label={name} choices={choices} value={value as string} onChange={onChange} />;
  }
  const { lowest, highest, step, unit } = rangeOf(setting, rule, settings);
  const bounds = { value: value as number, minValue: lowest, maxValue: highest, step };
  return (
    <>
      <NumberField
        {...bounds}
        label={name}
        unit={text(`segmenterUnit.${unit}`)}
        onChange={(next) => {
          if (Number.isFinite(next)) onChange(next);
        }}
      />
      <Slider {...bounds} label={name} onChange={onChange} />
    </>
  );
}
