import { sayFailure } from "../ask.ts";
import type { Command } from "./command.ts";

const section = "command.section.round";

/** The ring. A bout that runs is ended before the ring is left, and is still there to be read on the way back. */
export const roundCommands: readonly Command[] = [
  {
    id: "round.toggle",
    words: "command.round.toggle",
    section,
    keys: ["Space"],
    places: ["round"],
    run: (app) => app.rounds.toggle(),
  },
  {
    id: "round.leave",
    words: "command.round.leave",
    section,
    keys: ["Escape"],
    places: ["round"],
    run: (app) => {
      if (!app.rounds.end()) app.shell.go({ at: "deploy" });
    },
  },
  {
    id: "round.mute",
    words: "command.round.mute",
    section,
    keys: ["M"],
    places: ["round"],
    run: (app) => app.rounds.mute(),
  },
  {
    id: "round.fullscreen",
    words: "command.round.fullscreen",
    section,
    keys: ["F"],
    places: ["round"],
    run: () => {
      const turn = document.fullscreenElement
        ? document.exitFullscreen()
        : document.documentElement.requestFullscreen();
      turn.catch(sayFailure);
    },
  },
];
