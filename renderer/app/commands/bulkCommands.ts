import { clearSegments, setReviewed } from "../../queue/deeds.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const state = (app: App) => app.captures.store.getState();
const ids = (app: App) => [...state(app).selected];
const rows = (app: App) => (state(app).rows ?? []).filter(({ id }) => state(app).selected.has(id));

/** A command on the captures that are selected in the table. */
function onSelected(
  name: "propose" | "accept" | "relabel" | "clearLabels" | "clearProposals" | "reviewed" | "notReviewed",
  keys: readonly string[],
  run: (app: App) => void,
  fits: (capture: ReturnType<typeof rows>[number]) => boolean = () => true,
): Command {
  return {
    id: `captures.${name}`,
    words: `command.captures.${name}`,
    section: "command.section.captures",
    keys,
    places: ["captures"],
    enabled: (app) =>
      app.project.store.getState().open?.readOnly === false && state(app).shown === "captures" && rows(app).some(fits),
    run,
  };
}

const hasLabels = ({ labelCounts }: { readonly labelCounts: object }) => Object.keys(labelCounts).length > 0;
const hasProposals = ({ proposals }: { readonly proposals: number }) => proposals > 0;

/** What is done to many captures at once; each is one step of the history. */
export const bulkCommands: readonly Command[] = [
  onSelected("propose", ["P"], (app) => app.shell.show("bulkPropose")),
  onSelected("accept", ["A"], (app) => app.shell.show("bulkAccept"), hasProposals),
  onSelected("relabel", ["L"], (app) => app.shell.show("bulkRelabel"), hasLabels),
  onSelected(
    "reviewed",
    ["Ctrl+Enter"],
    (app) => void setReviewed(app, ids(app), true),
    ({ reviewedAtMs }) => reviewedAtMs === null,
  ),
  onSelected(
    "notReviewed",
    [],
    (app) => void setReviewed(app, ids(app), false),
    ({ reviewedAtMs }) => reviewedAtMs !== null,
  ),
  onSelected("clearLabels", [], (app) => void clearSegments(app, ids(app), "truth"), hasLabels),
  onSelected("clearProposals", [], (app) => void clearSegments(app, ids(app), "proposal"), hasProposals),
];
