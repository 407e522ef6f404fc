import { appCommands } from "./appCommands.ts";
import { captureCommands } from "./captureCommands.ts";
import { capturesCommands } from "./capturesCommands.ts";
import type { Command } from "./command.ts";
import { laneCommands } from "./laneCommands.ts";
import { timelineCommands } from "./timelineCommands.ts";
import { videoCommands } from "./videoCommands.ts";

/** Every command of the studio. A part of the studio adds its own list here. */
export const commands: readonly Command[] = [
  ...appCommands,
  ...captureCommands,
  ...capturesCommands,
  ...timelineCommands,
  ...laneCommands,
  ...videoCommands,
];

export function commandOf(id: string): Command {
  const command = commands.find((each) => each.id === id);
  if (command === undefined) throw new Error(`no command ${id}`);
  return command;
}

/** The key that a command shows, e.g. `Ctrl+K`. */
export function shortcutOf(id: string): string | undefined {
  return commandOf(id).keys[0];
}
