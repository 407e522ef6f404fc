import { chosen, goToSegment } from "../../labels/desk.ts";
import type { TextKey } from "../../ui/text.ts";
import { comparedSegments, comparing, neighbourOf } from "../../workspaces/label/compare/comparing.ts";
import { deskNow, labelSession } from "../../workspaces/label/session.ts";
import type { Command } from "./command.ts";

const section = "command.section.label";

function compared() {
  const { labels } = labelSession.getState();
  return labels === null ? [] : comparedSegments(labels.view, comparing.getState());
}

function step(id: string, words: TextKey, keys: readonly string[], by: 1 | -1): Command {
  return {
    id,
    words,
    section,
    keys,
    places: ["open"],
    repeats: true,
    enabled: () => compared().length > 0,
    run: () => {
      const segment = neighbourOf(compared(), comparing.getState().marked, by);
      const desk = deskNow();
      if (segment === undefined || desk === null) return;
      comparing.setState({ marked: segment.id });
      goToSegment(desk, segment);
    },
  };
}

export const compareCommands: readonly Command[] = [
  {
    id: "compare.selected",
    words: "command.compare.selected",
    section,
    keys: ["C"],
    places: ["open"],
    enabled: () => deskNow() !== null,
    run: () => {
      const desk = deskNow();
      if (desk === null) return;
      const all = chosen(desk.doc);
      const [only] = all;
      // One alone is compared with all others of its label.
      const label = all.length === 1 ? only!.segment.label : null;
      comparing.setState({ label, chosen: all.map(({ segment }) => segment.id), marked: only?.segment.id ?? null });
      labelSession.setState({ side: "compare" });
    },
  },
  step("compare.next", "command.compare.next", ["W"], 1),
  step("compare.previous", "command.compare.previous", ["Shift+W"], -1),
];
