import { toggleSnapping } from "../../labels/snapping.ts";
import type { Command } from "./command.ts";

export const laneCommands: readonly Command[] = [
  {
    id: "label.snapping",
    words: "command.label.snapping",
    section: "command.section.timeline",
    keys: ["X"],
    places: ["open"],
    run: toggleSnapping,
  },
];
