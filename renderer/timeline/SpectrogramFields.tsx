import { NumberField } from "../ui/NumberField.tsx";
import { Select } from "../ui/Select.tsx";
import { Checkbox } from "../ui/Toggles.tsx";
import { text } from "../ui/text.ts";
import { COLOUR_MAPS, type SpectrogramLook, WINDOW_ROWS, WINDOWS } from "./core/spectrogram/look.ts";
import styles from "./TrackSettings.module.css";

interface Props {
  readonly look: SpectrogramLook;
  readonly set: (look: SpectrogramLook) => void;
}

/** How a spectrogram is computed and coloured. Every change shows at once. */
export function SpectrogramFields({ look, set }: Props) {
  const number = (key: "minDb" | "maxDb" | "minHz", unit: string, minValue: number, maxValue: number) => (
    <NumberField
      label={text(`timeline.spectrogram.${key}`)}
      unit={unit}
      value={look[key]}
      minValue={minValue}
      maxValue={maxValue}
      onChange={(value) => {
        if (!Number.isNaN(value)) set({ ...look, [key]: value });
      }}
    />
  );
  return (
    <>
      <div className={styles.ends}>
        <Select
          label={text("timeline.spectrogram.window")}
          value={look.window}
          choices={WINDOWS.map((key) => ({ key, words: text(`timeline.spectrogram.window.${key}`) }))}
          onChange={(window) => set({ ...look, window })}
        />
        <Select
          label={text("timeline.spectrogram.rows")}
          value={String(look.windowRows)}
          choices={WINDOW_ROWS.map((rows) => ({ key: String(rows), words: String(rows) }))}
          onChange={(key) => set({ ...look, windowRows: Number(key) })}
        />
        <Select
          label={text("timeline.spectrogram.colours")}
          value={look.colours}
          choices={COLOUR_MAPS.map((key) => ({ key, words: text(`timeline.spectrogram.colours.${key}`) }))}
          onChange={(colours) => set({ ...look, colours })}
        />
      </div>
      <NumberField
        label={text("timeline.spectrogram.overlap")}
        unit="%"
        value={Math.round(look.overlap * 100)}
        minValue={0}
        maxValue={95}
        onChange={(percent) => {
          if (!Number.isNaN(percent)) set({ ...look, overlap: percent / 100 });
        }}
      />
      <div className={styles.ends}>
        {number("minDb", "dB", -120, 60)}
        {number("maxDb", "dB", -120, 70)}
      </div>
      <div className={styles.ends}>
        {number("minHz", "Hz", 0, 100_000)}
        <NumberField
          label={text("timeline.spectrogram.maxHz")}
          unit="Hz"
          placeholder={text("timeline.spectrogram.all")}
          value={look.maxHz ?? Number.NaN}
          minValue={1}
          onChange={(value) => set({ ...look, maxHz: Number.isNaN(value) ? null : value })}
        />
      </div>
      <Checkbox isSelected={look.signal} onChange={(signal) => set({ ...look, signal })}>
        {text("timeline.spectrogram.signal")}
      </Checkbox>
    </>
  );
}
