import { useStore } from "zustand";
import { TAP_WAYS } from "#domain/labeling/live.ts";
import { liveSettings } from "../../../labels/liveSettings.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { NumberField } from "../../../ui/NumberField.tsx";
import { Segmented } from "../../../ui/Toggles.tsx";
import { text } from "../../../ui/text.ts";
import { Calibration } from "./Calibration.tsx";
import styles from "./Dialogs.module.css";

/** How keys label while the capture plays, and how late this person presses them. */
export function LiveDialog({ onClose }: { readonly onClose: () => void }) {
  const settings = useStore(liveSettings);
  return (
    <Dialog
      open
      onClose={onClose}
      title={text("live.title")}
      actions={
        <Button look="primary" onPress={onClose}>
          {text("ui.close")}
        </Button>
      }
    >
      <p className={styles.words}>{text("live.words")}</p>
      <div className={styles.form}>
        <div className={styles.whole}>
          <Segmented
            label={text("live.tap")}
            choices={TAP_WAYS.map((key) => ({ key, words: text(`live.tap.${key}`) }))}
            value={settings.tap}
            onChange={(tap) => tap !== null && liveSettings.setState({ tap })}
          />
        </div>
        <NumberField
          label={text("live.length")}
          unit="ms"
          minValue={10}
          maxValue={10_000}
          isDisabled={settings.tap !== "fixed"}
          value={settings.lengthMs}
          onChange={(lengthMs) => Number.isFinite(lengthMs) && liveSettings.setState({ lengthMs })}
        />
        <NumberField
          label={text("live.reaction")}
          unit="ms"
          minValue={0}
          maxValue={2000}
          value={settings.reactionMs}
          onChange={(reactionMs) => Number.isFinite(reactionMs) && liveSettings.setState({ reactionMs })}
        />
      </div>
      <Calibration />
    </Dialog>
  );
}
