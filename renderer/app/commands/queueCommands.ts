import { reviewState } from "#domain/captures.ts";
import { setReviewed } from "../../queue/deeds.ts";
import { say } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { labelSession } from "../../workspaces/label/session.ts";
import type { App } from "../app.ts";
import type { Command } from "./command.ts";

const section = "command.section.queue";
const canWrite = (app: App) => app.project.store.getState().open?.readOnly === false;
const hasCaptures = (app: App) => (app.captures.store.getState().rows?.length ?? 0) > 0;

function goOn(app: App): void {
  if (app.queue.goOn()) return;
  const { place } = app.shell.store.getState();
  const rows = app.captures.store.getState().rows ?? [];
  const open = rows.find(({ id }) => place.at === "open" && id === place.captureId);
  // Only the open one is left, or only what the filter leaves out.
  if (open !== undefined && reviewState(open) !== "reviewed")
    say({ words: text("queue.last"), next: text("queue.last.next") });
  else if (rows.some((row) => reviewState(row) !== "reviewed"))
    say({ words: text("queue.filtered"), next: text("queue.filtered.next") });
  else say({ words: text("queue.done"), next: text("queue.done.next") });
}

async function reviewAndGoOn(app: App): Promise<void> {
  const { place } = app.shell.store.getState();
  if (place.at !== "open") return;
  await labelSession.getState().labels?.settled();
  if (!(await setReviewed(app, [place.captureId], true))) return;
  // Whoever went on by themselves meanwhile stays there.
  if (app.shell.store.getState().place !== place) return;
  await app.captures.refresh();
  goOn(app);
}

/** Keys of the work queue: which capture comes next, and that one is done. */
export const queueCommands: readonly Command[] = [
  {
    id: "open.next",
    words: "command.open.next",
    section,
    keys: ["N"],
    places: ["captures", "open"],
    enabled: hasCaptures,
    run: goOn,
  },
  {
    id: "open.previous",
    words: "command.open.previous",
    section,
    keys: ["Shift+N"],
    places: ["open"],
    enabled: (app) => app.queue.previous() !== undefined,
    run: (app) => app.queue.goBack(),
  },
  {
    id: "open.reviewed",
    words: "command.open.reviewed",
    section,
    keys: ["Ctrl+Enter"],
    places: ["open"],
    enabled: canWrite,
    run: (app) => void reviewAndGoOn(app),
  },
  {
    id: "open.queue",
    words: "command.open.queue",
    section,
    keys: ["Q"],
    places: ["open"],
    run: (app) => app.queue.view.toggleRail(),
  },
  {
    id: "open.list",
    words: "open.back",
    section,
    keys: [],
    places: ["open"],
    run: (app) => app.shell.go({ at: "captures" }),
  },
];
