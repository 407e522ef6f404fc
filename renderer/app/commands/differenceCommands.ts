import { acceptAgreed, agreedAndFree } from "../../labels/disagreeing.ts";
import { say } from "../../ui/Toast.tsx";
import { type TextKey, text } from "../../ui/text.ts";
import { goToNextDifference } from "../../workspaces/label/nextDifference.ts";
import { deskNow } from "../../workspaces/label/session.ts";
import type { Command } from "./command.ts";

const section = "command.section.label";

function go(id: string, words: TextKey, key: string, step: 1 | -1): Command {
  return {
    id,
    words,
    section,
    keys: [key],
    places: ["open"],
    repeats: true,
    enabled: () => deskNow()?.doc.previewing === false,
    run: (app) => void goToNextDifference(app, step),
  };
}

/** Where models and truth disagree in what is open, and how it is settled. */
export const differenceCommands: readonly Command[] = [
  go("label.nextDifference", "command.label.nextDifference", "G", 1),
  go("label.previousDifference", "command.label.previousDifference", "Shift+G", -1),
  {
    id: "label.acceptAgreed",
    words: "command.label.acceptAgreed",
    section,
    keys: ["Shift+Enter"],
    places: ["open"],
    enabled: (app) => {
      const desk = deskNow();
      if (desk === null || desk.doc.previewing || app.project.store.getState().open?.readOnly !== false) return false;
      return agreedAndFree(desk.doc.view).length > 0;
    },
    run: () => {
      const desk = deskNow();
      if (desk !== null) say({ words: text("label.agreed", { count: acceptAgreed(desk) }) });
    },
  },
];
