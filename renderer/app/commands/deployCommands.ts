import { wishNow } from "../../deploy/flashWish.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.deploy";

/** The place where a model goes onto a glove. */
export const deployCommands: readonly Command[] = [
  {
    id: "app.round",
    words: "command.app.round",
    section,
    keys: ["Shift+R"],
    places: ["deploy", "capture"],
    enabled: (app) => Boolean(app.project.store.getState().open),
    run: (app) => app.shell.go({ at: "round" }),
  },
  {
    id: "deploy.prove",
    words: "command.deploy.prove",
    section,
    keys: ["P"],
    places: ["deploy"],
    enabled: (app) => app.packs.canProve(),
    run: (app) => void app.packs.prove(),
  },
  {
    id: "deploy.flash",
    words: "command.deploy.flash",
    section,
    keys: ["Ctrl+Enter"],
    places: ["deploy"],
    enabled: (app) => app.flashing.store.getState().running === null && wishNow(app) !== null,
    run: (app) => {
      const wish = wishNow(app);
      if (wish !== null) void app.flashing.flash(wish);
    },
  },
  {
    id: "deploy.cancel",
    words: "command.deploy.cancel",
    section,
    keys: ["Escape"],
    places: ["deploy"],
    enabled: isRunning,
    run: ({ flashing, packs }) => void (flashing.store.getState().running ? flashing.cancel() : packs.cancelProof()),
  },
];

function isRunning(app: App): boolean {
  return app.packs.store.getState().proving !== null || app.flashing.store.getState().running !== null;
}
