import { TriangleAlert } from "lucide-react";
import { useApp } from "../../../app/app.ts";
import { closeLabelFiles, type ImportOffer, importInto, importLabels } from "../../../labels/labelFiles.ts";
import { timeText } from "../../../timeline/core/clockText.ts";
import { Button } from "../../../ui/Button.tsx";
import { ComboBox } from "../../../ui/ComboBox.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { count } from "../../../ui/figures.ts";
import { text } from "../../../ui/text.ts";
import styles from "./LabelFiles.module.css";

/** So many overlaps are told by name here; the first of them say where to look. */
const OVERLAPS_SHOWN = 5;

/** What would come of a file of labels: how much is new in which track, what is there already, what meets another. */
export function ImportLabels({ offer: { fileName, into, found } }: { readonly offer: ImportOffer }) {
  const app = useApp();
  const { tracks, overlaps, overlapping, predictions, added } = found;
  const assigned = fileName.toLowerCase().endsWith(".eaf");
  return (
    <Dialog
      open
      wide
      onClose={closeLabelFiles}
      title={text("labelFiles.import.title", { file: fileName })}
      actions={
        <>
          <Button onPress={closeLabelFiles}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={added === 0 || into.trim() === ""} onPress={() => void importLabels(app)}>
            {text("labelFiles.import.do", { added })}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {!assigned && (
          <ComboBox
            label={text("labelFiles.into")}
            choices={[...new Set(tracks.filter(({ kind }) => kind === "truth").map(({ name }) => name))]}
            value={into}
            onChange={(next) => void importInto(app, next.slice(0, 100))}
          />
        )}
        <Preview tracks={tracks} />
        {added === 0 && <p role="status">{text("labelFiles.nothing")}</p>}
        {predictions > 0 && <p className={styles.help}>{text("labelFiles.predictions", { predictions })}</p>}
        {overlapping > 0 && (
          <div role="note" className={styles.overlaps}>
            <p>
              <TriangleAlert size={14} aria-hidden /> {text("labelFiles.overlapping", { overlapping })}
            </p>
            <ul>
              {overlaps.slice(0, OVERLAPS_SHOWN).map(({ label, other, startUs }) => (
                <li key={`${startUs}/${label}/${other}`}>
                  {text("labelFiles.overlap", { label, other, at: timeText(startUs) })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Preview({ tracks }: Pick<ImportOffer["found"], "tracks">) {
  if (tracks.length === 0) return null;
  return (
    <table className={styles.preview}>
      <thead>
        <tr>
          <th scope="col">{text("labelFiles.track")}</th>
          <th scope="col">{text("labelFiles.added")}</th>
          <th scope="col">{text("labelFiles.already")}</th>
          <th scope="col">{text("labelFiles.overlaps")}</th>
        </tr>
      </thead>
      <tbody>
        {tracks.map(({ kind, name, isNew, added, already, overlapping }) => (
          <tr key={`${kind}/${name}`}>
            <th scope="row">
              {name}
              <span className={styles.kind}>
                {[text(`labelFiles.kind.${kind}`), isNew ? text("labelFiles.new") : null].filter(Boolean).join(" · ")}
              </span>
            </th>
            {[added, already, overlapping].map((figure, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={place}>{count(figure)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
