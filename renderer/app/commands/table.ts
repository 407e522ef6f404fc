import type { LabelScheme } from "#domain/labeling/scheme.ts";
import { labelScheme } from "../../ui/labels.ts";
import { appCommands } from "./appCommands.ts";
import { bulkCommands } from "./bulkCommands.ts";
import { captureCommands } from "./captureCommands.ts";
import { capturesCommands } from "./capturesCommands.ts";
import type { Command } from "./command.ts";
import { compareCommands } from "./compareCommands.ts";
import { deployCommands } from "./deployCommands.ts";
import { differenceCommands } from "./differenceCommands.ts";
import { labelCommands } from "./labelCommands.ts";
import { labelFileCommands } from "./labelFileCommands.ts";
import { laneCommands } from "./laneCommands.ts";
import { queueCommands } from "./queueCommands.ts";
import { roundCommands } from "./roundCommands.ts";
import { schemeCommands } from "./schemeCommands.ts";
import { sideCommands } from "./sideCommands.ts";
import { timelineCommands } from "./timelineCommands.ts";
import { trackCommands } from "./trackCommands.ts";
import { trainCommands } from "./trainCommands.ts";
import { validateCommands } from "./validateCommands.ts";
import { videoCommands } from "./videoCommands.ts";

/** Every command of the studio but those of the project's labels. A part of the studio adds its own list here. */
export const commands: readonly Command[] = [
  ...appCommands,
  ...captureCommands,
  ...capturesCommands,
  ...bulkCommands,
  ...queueCommands,
  ...timelineCommands,
  ...laneCommands,
  ...videoCommands,
  ...labelCommands,
  ...labelFileCommands,
  ...differenceCommands,
  ...trackCommands,
  ...compareCommands,
  ...sideCommands,
  ...trainCommands,
  ...validateCommands,
  ...deployCommands,
  ...roundCommands,
];

let ofScheme: { readonly scheme: LabelScheme; readonly all: readonly Command[] } | null = null;

/** All of them, with those that give the labels of the open project. */
export function commandsNow(): readonly Command[] {
  const scheme = labelScheme.getState();
  if (ofScheme?.scheme !== scheme) ofScheme = { scheme, all: [...commands, ...schemeCommands(scheme)] };
  return ofScheme.all;
}

/** The command that has a key already wherever labels are given, so that no label may take it; undefined for a free one. */
export function ownerOf(key: string): Command | undefined {
  return commands.find(
    ({ keys, places }) => keys.includes(key) && (places.includes("open") || places.includes("capture")),
  );
}

export function commandOf(id: string): Command {
  const command = commands.find((each) => each.id === id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
}

/** The key that a command shows, e.g. `Ctrl+K`. */
export function shortcutOf(id: string): string | undefined {
  return commandOf(id).keys[0];
}
