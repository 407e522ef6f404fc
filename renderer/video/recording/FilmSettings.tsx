import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import fields from "../../ui/Fields.module.css";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import styles from "./FilmSettings.module.css";
import { FILM_RATES_HZ, FILM_SIZES, type FilmSize } from "./setup.ts";

const sizes = Object.entries(FILM_SIZES).map(([key, [width, height]]) => ({
  key: key as FilmSize,
  words: `${key} (${width} × ${height})`,
}));
const rates = FILM_RATES_HZ.map((rate) => ({ key: rate, words: text("film.rateHz", { rate }) }));

/** Picture size, rate and sound; what a camera cannot give it gives as near as it can. */
export function FilmSettings() {
  const { cameras } = useApp();
  const setup = useOf(cameras, (view) => view.setup);
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon={SlidersHorizontal} label={text("film.settings")} onPress={() => setOpen(true)} />
      <Dialog title={text("film.settings")} open={open} onClose={() => setOpen(false)}>
        <div className={fields.pairs}>
          <Select
            label={text("film.size")}
            choices={sizes}
            value={setup.size}
            onChange={(size) => void cameras.change({ size })}
          />
          <Select
            label={text("film.rate")}
            choices={rates}
            value={setup.rateHz}
            onChange={(rateHz) => void cameras.change({ rateHz })}
          />
          <div className={styles.sound}>
            <Switch isSelected={setup.microphone} onChange={(microphone) => void cameras.change({ microphone })}>
              {text("film.microphone")}
            </Switch>
          </div>
          <p className={fields.hint}>{text("film.microphone.why")}</p>
        </div>
      </Dialog>
    </>
  );
}
