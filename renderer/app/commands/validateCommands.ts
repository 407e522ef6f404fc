import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.validate";

/** The place where models are judged. */
export const validateCommands: readonly Command[] = [
  {
    id: "validate.run",
    words: "command.validate.run",
    section,
    keys: ["Ctrl+Enter"],
    places: ["validate"],
    enabled: (app) => app.project.store.getState().open?.readOnly === false && app.accuracy.canRun(),
    run: (app) => void app.accuracy.run(),
  },
  {
    id: "validate.cancel",
    words: "command.validate.cancel",
    section,
    keys: ["Escape"],
    places: ["validate"],
    enabled: isRunning,
    run: (app) => void app.accuracy.cancel(),
  },
  {
    id: "validate.remove",
    words: "command.validate.remove",
    section,
    keys: [],
    places: ["validate"],
    enabled: (app) =>
      app.project.store.getState().open?.readOnly === false && app.accuracy.store.getState().shown !== null,
    run: (app) => {
      const { shown } = app.accuracy.store.getState();
      if (shown !== null) void app.accuracy.remove(shown);
    },
  },
];

function isRunning(app: App): boolean {
  return app.accuracy.store.getState().running !== null;
}
