import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.captures";
const state = (app: App) => app.captures.store.getState();
const selected = (app: App) => [...state(app).selected];
const writable = (app: App) => app.project.store.getState().open?.readOnly === false;
const canEdit = (app: App) => writable(app) && selected(app).length > 0;
/** The capture that is open or alone selected, where a crash cut it short. */
const interrupted = (app: App) => {
  const { place } = app.shell.store.getState();
  const ids = place.at === "open" ? [place.captureId] : selected(app);
  return state(app).rows?.find(({ id, state }) => ids.length === 1 && id === ids[0] && state === "interrupted")?.id;
};
const inUse = (app: App) => state(app).shown === "captures";

export const capturesCommands: readonly Command[] = [
  {
    id: "captures.open",
    words: "command.captures.open",
    section,
    keys: ["Enter"],
    places: ["captures"],
    enabled: (app) => selected(app).length === 1,
    run: (app) => app.shell.go({ at: "open", captureId: selected(app)[0]! }),
  },
  {
    id: "captures.rename",
    words: "command.captures.rename",
    section,
    keys: ["F2"],
    places: ["captures"],
    enabled: (app) => canEdit(app) && inUse(app) && selected(app).length === 1,
    run: (app) => app.captures.startRenaming(selected(app)[0]!),
  },
  {
    id: "captures.edit",
    words: "command.captures.edit",
    section,
    keys: ["E"],
    places: ["captures"],
    enabled: (app) => canEdit(app) && inUse(app),
    run: (app) => app.shell.show("editCaptures"),
  },
  {
    id: "captures.replay",
    words: "command.captures.replay",
    section,
    keys: [],
    places: ["captures"],
    enabled: (app) => selected(app).length === 1 && inUse(app),
    run: (app) => void replay(app, selected(app)[0]!),
  },
  {
    id: "captures.keep",
    words: "command.captures.keep",
    section,
    keys: [],
    places: ["captures", "open"],
    enabled: (app) => writable(app) && interrupted(app) !== undefined,
    run: (app) => void app.project.settle(interrupted(app)!, "keep"),
  },
  {
    id: "captures.delete",
    words: "command.captures.delete",
    section,
    keys: ["Delete", "Backspace"],
    places: ["captures"],
    enabled: (app) => canEdit(app) && inUse(app),
    run: (app) => void app.captures.remove(selected(app)),
  },
  {
    id: "captures.restore",
    words: "command.captures.restore",
    section,
    keys: [],
    places: ["captures"],
    enabled: (app) => canEdit(app) && !inUse(app),
    run: (app) => void app.captures.restore(selected(app)),
  },
  {
    id: "captures.search",
    words: "command.captures.search",
    section,
    keys: ["Ctrl+F", "/"],
    places: ["captures"],
    run: (app) => app.captures.askForSearch(),
  },
  {
    id: "captures.bin",
    words: "command.captures.bin",
    section,
    keys: ["B"],
    places: ["captures"],
    run: (app) => app.captures.show(inUse(app) ? "bin" : "captures"),
  },
];

async function replay(app: App, captureId: string): Promise<void> {
  if (await app.devices.replay(captureId)) app.shell.go({ at: "capture" });
}
