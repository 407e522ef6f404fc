import { VIEWS } from "../../training/training.ts";
import { usualName } from "../../training/usualName.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.train";

/** The place where models are made. */
export const trainCommands: readonly Command[] = [
  {
    id: "train.run",
    words: "command.train.run",
    section,
    keys: ["Ctrl+Enter"],
    places: ["train"],
    enabled: (app) => app.project.store.getState().open?.readOnly === false && app.training.canStart(),
    run: (app) => void app.training.train(usualName(app)),
  },
  {
    id: "train.search",
    words: "command.train.search",
    section,
    keys: ["Ctrl+Shift+Enter"],
    places: ["train"],
    enabled: (app) => app.training.canStart(),
    run: (app) => void app.training.search(),
  },
  {
    id: "train.cancel",
    words: "command.train.cancel",
    section,
    keys: ["Escape"],
    places: ["train"],
    enabled: isRunning,
    run: (app) => void app.training.cancel(),
  },
  ...VIEWS.map(
    (view, at): Command => ({
      id: `train.view.${view}`,
      words: `command.train.view.${view}`,
      section,
      keys: [String(at + 1)],
      places: ["train"],
      run: (app) => app.training.show(view),
    }),
  ),
];

function isRunning(app: App): boolean {
  return app.training.store.getState().running !== null;
}
