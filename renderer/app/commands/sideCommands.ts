import { say } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { focusSide } from "../../workspaces/label/focusSide.ts";
import { proposeHere } from "../../workspaces/label/segmenter/proposeHere.ts";
import { deskNow } from "../../workspaces/label/session.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.label";

async function propose({ studio }: App): Promise<void> {
  const desk = deskNow();
  if (desk === null) return;
  const proposals = await proposeHere(studio, desk);
  if (proposals !== undefined) say({ words: text("segmenterPanel.kept", { proposals, captures: 1 }) });
}

/** The parts beside the timeline, and the segmenter without its panel. */
export const sideCommands: readonly Command[] = [
  {
    id: "label.propose",
    words: "command.label.propose",
    section,
    keys: ["Shift+P"],
    places: ["open"],
    enabled: ({ project }) => deskNow()?.doc.previewing === false && project.store.getState().open?.readOnly === false,
    run: (app) => void propose(app),
  },
  {
    id: "label.side",
    words: "command.label.side",
    section,
    keys: ["F6"],
    places: ["open"],
    run: focusSide,
  },
];
