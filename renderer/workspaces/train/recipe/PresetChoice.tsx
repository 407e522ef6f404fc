import { PRESET_NAMES } from "#domain/learning/presets.ts";
import { presetOf, withPreset } from "../../../training/wish.ts";
import { text } from "../../../ui/text.ts";
import styles from "./Recipe.module.css";
import { usePlan } from "./usePlan.ts";

/** Plans to start from; the one that is still as it was is marked. */
export function PresetChoice() {
  const [plan, change] = usePlan();
  const chosen = presetOf(plan);
  return (
    <fieldset className={styles.presets}>
      <legend className={styles.legend}>
        {text("train.presets")}
        {chosen === null && <span className={styles.none}>{text("train.preset.changed")}</span>}
      </legend>
      {PRESET_NAMES.map((preset) => (
        <label key={preset} className={styles.preset} data-chosen={preset === chosen || undefined}>
          <input
            type="radio"
            name="preset"
            className={styles.radio}
            checked={preset === chosen}
            onChange={() => change(withPreset(plan, preset))}
          />
          <span className={styles.presetName}>{text(`train.preset.${preset}`)}</span>
          <span className={styles.help}>{text(`train.preset.${preset}.about`)}</span>
        </label>
      ))}
    </fieldset>
  );
}
