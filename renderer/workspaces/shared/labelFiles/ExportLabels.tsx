import { LABEL_FORMATS, type LabelFormat } from "#domain/labeling/labelFiles.ts";
import { useApp } from "../../../app/app.ts";
import { closeLabelFiles, exportLabels } from "../../../labels/labelFiles.ts";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Select } from "../../../ui/Select.tsx";
import { useStored } from "../../../ui/stored.ts";
import { text } from "../../../ui/text.ts";
import styles from "./LabelFiles.module.css";

/** Asks for the format in which the labels of captures are saved; the last one is offered again. */
export function ExportLabels({ captureIds }: { readonly captureIds: readonly string[] }) {
  const app = useApp();
  const [kept, keep] = useStored("ringside.labels.format");
  const format: LabelFormat = LABEL_FORMATS.find((each) => each === kept) ?? "csv";
  const save = () => {
    closeLabelFiles();
    void exportLabels(app, captureIds, format);
  };
  return (
    <Dialog
      open
      onClose={closeLabelFiles}
      title={text("labelFiles.export.title", { captures: captureIds.length })}
      actions={
        <>
          <Button onPress={closeLabelFiles}>{text("ui.cancel")}</Button>
          <Button look="primary" onPress={save}>
            {text("labelFiles.save")}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label={text("labelFiles.format")}
          choices={LABEL_FORMATS.map((key) => ({ key, words: text(`labelFiles.format.${key}`) }))}
          value={format}
          onChange={keep}
        />
        <p className={styles.help}>{text(`labelFiles.keeps.${format}`)}</p>
        {captureIds.length > 1 && <p className={styles.help}>{text("labelFiles.zip")}</p>}
      </div>
    </Dialog>
  );
}
