import { useStore } from "zustand";
import { labelFiles } from "../../../labels/labelFiles.ts";
import { ExportLabels } from "./ExportLabels.tsx";
import { ImportLabels } from "./ImportLabels.tsx";

/** What is asked before labels leave for a file, or come from one. */
export function LabelFileDialogs() {
  const { exporting, importing } = useStore(labelFiles);
  if (exporting !== null) return <ExportLabels captureIds={exporting} />;
  if (importing !== null) return <ImportLabels offer={importing} />;
  return null;
}
