import type { App } from "../app.ts";
import { type Command, EVERYWHERE } from "./command.ts";

const projectOpen = (app: App) => Boolean(app.project.store.getState().open);
const writable = (app: App) => app.project.store.getState().open?.readOnly === false;
const section = "command.section.app";

export const appCommands: readonly Command[] = [
  {
    id: "app.capture",
    words: "command.app.capture",
    section,
    keys: ["Ctrl+1"],
    places: EVERYWHERE,
    enabled: projectOpen,
    run: (app) => app.shell.go({ at: "capture" }),
  },
  {
    id: "app.captures",
    words: "command.app.captures",
    section,
    keys: ["Ctrl+2"],
    places: EVERYWHERE,
    enabled: projectOpen,
    run: (app) => app.shell.goToLabel(),
  },
  {
    id: "app.palette",
    words: "command.app.palette",
    section,
    keys: ["Ctrl+K"],
    places: EVERYWHERE,
    run: (app) => app.shell.show("palette"),
  },
  {
    id: "app.help",
    words: "command.app.help",
    section,
    keys: ["?", "F1"],
    places: EVERYWHERE,
    run: (app) => app.shell.show("help"),
  },
  {
    id: "app.undo",
    words: "command.app.undo",
    section,
    keys: ["Ctrl+Z"],
    places: EVERYWHERE,
    enabled: (app) => writable(app) && app.history.can("undo"),
    run: (app) => void app.history.undo(),
  },
  {
    id: "app.redo",
    words: "command.app.redo",
    section,
    keys: ["Ctrl+Shift+Z", "Ctrl+Y"],
    places: EVERYWHERE,
    enabled: (app) => writable(app) && app.history.can("redo"),
    run: (app) => void app.history.redo(),
  },
  {
    id: "app.theme",
    words: "command.app.theme",
    section,
    keys: [],
    places: EVERYWHERE,
    run: (app) => app.shell.toggleTheme(),
  },
  {
    id: "app.newProject",
    words: "command.app.newProject",
    section,
    keys: [],
    places: EVERYWHERE,
    run: (app) => app.shell.show("newProject"),
  },
  {
    id: "app.demo",
    words: "command.app.demo",
    section,
    keys: [],
    places: EVERYWHERE,
    enabled: (app) => app.project.store.getState().open?.demo !== true,
    run: (app) => void app.project.demo(),
  },
  {
    id: "app.start",
    words: "command.app.start",
    section,
    keys: [],
    places: EVERYWHERE,
    run: (app) => app.shell.go({ at: "start" }),
  },
];
