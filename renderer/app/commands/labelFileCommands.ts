import { chooseLabels, labelFiles } from "../../labels/labelFiles.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.label";

/** The capture that is open, or those that are selected in the table. */
function captures(app: App): readonly string[] {
  const { place } = app.shell.store.getState();
  if (place.at === "open") return [place.captureId];
  const { shown, selected } = app.captures.store.getState();
  return shown === "captures" ? [...selected] : [];
}

/** Labels leave for files, and come from them. */
export const labelFileCommands: readonly Command[] = [
  {
    id: "labels.export",
    words: "command.labels.export",
    section,
    keys: [],
    places: ["captures", "open"],
    enabled: (app) => captures(app).length > 0,
    run: (app) => labelFiles.setState({ exporting: captures(app), importing: null }),
  },
  {
    id: "labels.import",
    words: "command.labels.import",
    section,
    keys: [],
    places: ["captures", "open"],
    enabled: (app) => app.project.store.getState().open?.readOnly === false && captures(app).length === 1,
    run: (app) => chooseLabels(app, captures(app)[0]!),
  },
];
