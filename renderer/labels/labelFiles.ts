import { createStore } from "zustand/vanilla";
import { bulkPaths } from "#contract/bulk.ts";
import type { LabelFormat, LabelImport } from "#domain/labeling/labelFiles.ts";
import { OWN_TRUTH } from "#domain/labeling/segments.ts";
import type { App } from "../app/app.ts";
import { ask, sayFailure } from "../app/ask.ts";
import { offerFiles } from "../app/offerFiles.ts";
import { sayUndoable } from "../app/stores/sayUndoable.ts";
import { chooseFile } from "../ui/chooseFile.ts";
import { saveFrom } from "../ui/saveFrom.ts";
import { say } from "../ui/Toast.tsx";
import { text } from "../ui/text.ts";

/** A file that was chosen, with what would come of it in this capture. */
export interface ImportOffer {
  readonly captureId: string;
  readonly offerId: string;
  readonly fileName: string;
  readonly into: string;
  readonly found: LabelImport;
}

/** What is asked before labels leave or come; nothing where both are null. */
export const labelFiles = createStore<{
  readonly exporting: readonly string[] | null;
  readonly importing: ImportOffer | null;
}>(() => ({ exporting: null, importing: null }));

export const closeLabelFiles = () => labelFiles.setState({ exporting: null, importing: null });

type Ports = Pick<App, "studio">;

/** Saves the labels of captures: one file, or a zip of one for each. */
export async function exportLabels(
  { studio }: Ports,
  captureIds: readonly string[],
  format: LabelFormat,
): Promise<void> {
  const made = await ask(studio.call("label.export", { captureIds: [...captureIds], format }));
  if (made !== undefined) saveFrom(studio.bulkUrl(bulkPaths.labelFile(made.exportId)));
}

/** Lets the user choose a file, and shows what would come of it. Nothing is changed yet. */
export function chooseLabels(ports: Ports, captureId: string): void {
  chooseFile(".csv,.txt,.eaf", (file) => void offerLabels(ports, captureId, file));
}

export async function offerLabels({ studio }: Ports, captureId: string, file: File): Promise<void> {
  try {
    const offerId = await offerFiles(studio, [file]);
    const into = OWN_TRUTH.name;
    const found = await ask(studio.call("label.import", { captureId, offerId, into, trial: true }));
    if (found === undefined) return;
    labelFiles.setState({ importing: { captureId, offerId, fileName: file.name, into, found } });
  } catch (error) {
    sayFailure(error);
  }
}

/** Puts what the file assigns to no track into another one, and tells anew what would come of it. */
export async function importInto({ studio }: Ports, into: string): Promise<void> {
  const { importing } = labelFiles.getState();
  if (importing === null) return;
  labelFiles.setState({ importing: { ...importing, into } });
  const { captureId, offerId } = importing;
  if (into.trim() === "") return;
  const found = await ask(studio.call("label.import", { captureId, offerId, into, trial: true }));
  const now = labelFiles.getState().importing;
  if (found !== undefined && now?.offerId === offerId && now.into === into)
    labelFiles.setState({ importing: { ...now, found } });
}

/** Adds the labels of the file that is shown, as one step, and says it with a way back. */
export async function importLabels(app: Pick<App, "studio" | "history" | "shell">): Promise<void> {
  const { importing } = labelFiles.getState();
  if (importing === null) return;
  const { captureId, offerId, into } = importing;
  closeLabelFiles();
  const { studio, history, shell } = app;
  const done = await ask(studio.call("label.import", { captureId, offerId, into, trial: false }));
  if (done === undefined) return;
  const words = text("labelFiles.imported", { added: done.added, already: done.already });
  if (done.added === 0) {
    say({ words });
    return;
  }
  await sayUndoable(studio, captureId, words, () => {
    const { place } = shell.store.getState();
    if (place.at === "open" && place.captureId === captureId) void history.undo();
    else void ask(studio.call("history.undo", { captureId }));
  });
}
