import { chosen } from "../../labels/desk.ts";
import type { TextKey } from "../../ui/text.ts";
import { compare, comparing, neighbourOf, shownItems } from "../../workspaces/compare/comparing.ts";
import { NO_FILTER } from "../../workspaces/compare/items.ts";
import { openItem } from "../../workspaces/compare/openItem.ts";
import { deskNow } from "../../workspaces/label/session.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.compare";

const shown = () => shownItems(comparing.getState());
const marked = () => shown().find(({ id }) => id === comparing.getState().marked);

function step(id: string, words: TextKey, keys: readonly string[], by: 1 | -1): Command {
  return {
    id,
    words,
    section,
    keys,
    places: ["compare"],
    repeats: true,
    enabled: () => shown().length > 0,
    run: () => comparing.setState({ marked: neighbourOf(shown(), comparing.getState().marked, by)?.id ?? null }),
  };
}

/** The selected segments; one alone with all others of its label; none: all of the capture. */
function compareSegments(app: App): void {
  const desk = deskNow();
  const from = app.shell.store.getState().place;
  if (desk === null) return;
  const all = chosen(desk.doc).map(({ segment }) => segment);
  const [only] = all;
  const alone = all.length === 1 && only !== undefined;
  compare({
    what: "segments",
    scope: all.length > 1 ? "segments" : "captures",
    segmentIds: all.map(({ id }) => id),
    captureIds: [desk.doc.captureId],
    filter: alone ? { ...NO_FILTER, label: only.label } : NO_FILTER,
    marked: alone ? only.id : null,
    from,
  });
  app.shell.go({ at: "compare" });
}

/** The segments of the selected captures, or the captures themselves where none of them has any; none: the project's. */
function compareCaptures(app: App): void {
  const { selected, rows } = app.captures.store.getState();
  const captures = (rows ?? []).filter(({ id }) => selected.size === 0 || selected.has(id));
  const labeled = captures.some(({ labelCounts }) => Object.keys(labelCounts).length > 0);
  compare({
    what: labeled ? "segments" : "captures",
    scope: selected.size === 0 ? "project" : "captures",
    captureIds: [...selected],
    from: { at: "captures" },
  });
  app.shell.go({ at: "compare" });
}

export const compareCommands: readonly Command[] = [
  {
    id: "compare.segments",
    words: "command.compare.segments",
    section,
    keys: ["C"],
    places: ["open"],
    enabled: () => deskNow() !== null,
    run: compareSegments,
  },
  {
    id: "compare.captures",
    words: "command.compare.captures",
    section,
    keys: ["C"],
    places: ["captures"],
    enabled: (app) => {
      const { shown, rows } = app.captures.store.getState();
      return shown === "captures" && (rows?.length ?? 0) > 0;
    },
    run: compareCaptures,
  },
  step("compare.next", "command.compare.next", ["W"], 1),
  step("compare.previous", "command.compare.previous", ["Shift+W"], -1),
  {
    id: "compare.open",
    words: "command.compare.open",
    section,
    keys: ["Enter"],
    places: ["compare"],
    enabled: () => marked() !== undefined,
    run: (app) => {
      const item = marked();
      if (item !== undefined) openItem(app, item);
    },
  },
  {
    id: "compare.back",
    words: "command.compare.back",
    section,
    keys: ["Escape"],
    places: ["compare"],
    run: (app) => app.shell.go(comparing.getState().from),
  },
];
