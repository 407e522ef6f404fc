import type { CaptureSummary } from "#domain/captures.ts";
import { nextInQueue } from "#domain/workQueue.ts";
import type { Captures } from "../app/stores/captures.ts";
import type { Shell } from "../app/stores/shell.ts";
import { type CaptureGroup, grouped } from "./grouping.ts";
import { inOrder, matches } from "./view.ts";
import { createTableView, type TableView } from "./viewStore.ts";

/** The captures as the table shows them. */
export interface ShownCaptures {
  /** All that fit the filter, sorted; by groups where there are any, also those of closed ones. */
  readonly captures: readonly CaptureSummary[];
  /** null while the table is not grouped. */
  readonly groups: readonly CaptureGroup[] | null;
}

type Looked = Pick<TableView, "filter" | "order" | "groupBy">;

function look(rows: readonly CaptureSummary[], { filter, order, groupBy }: Looked): ShownCaptures {
  const captures = inOrder(
    rows.filter((capture) => matches(capture, filter)),
    order,
  );
  if (groupBy === null) return { captures, groups: null };
  const groups = grouped(captures, groupBy);
  return { captures: groups.flatMap((group) => group.captures), groups };
}

/** The captures of the project as work: how they are shown, and which one comes next. */
export function createQueue(shell: Shell, captures: Captures, storage: Storage) {
  const view = createTableView(storage);
  // Where one came from, so that there is a way back even when the order is another one by now.
  let trail: readonly string[] = [];
  shell.store.subscribe(({ place }) => {
    if (place.at !== "open") trail = [];
  });
  let last: { readonly rows: readonly CaptureSummary[]; readonly view: Looked; readonly shown: ShownCaptures } | null =
    null;

  const shown = (rows: readonly CaptureSummary[]): ShownCaptures => {
    const now = view.store.getState();
    const same =
      last?.rows === rows &&
      last.view.filter === now.filter &&
      last.view.order === now.order &&
      last.view.groupBy === now.groupBy;
    if (!same) last = { rows, view: now, shown: look(rows, now) };
    return last!.shown;
  };
  const inUse = () => shown(captures.store.getState().rows ?? []).captures;
  const openId = () => {
    const { place } = shell.store.getState();
    return place.at === "open" ? place.captureId : null;
  };
  const next = () => nextInQueue(inUse(), openId())?.id;
  // Who leaves a capture unlabelled and goes on is not led back to it before the round is over.
  const nextOfRound = () =>
    nextInQueue(
      inUse().filter(({ id }) => !trail.includes(id)),
      openId(),
    )?.id;
  const previous = () => {
    const all = inUse();
    const id = openId();
    const from = trail.at(-1);
    if (from !== undefined && from !== id && all.some((capture) => capture.id === from)) return from;
    return all[all.findIndex((capture) => capture.id === id) - 1]?.id;
  };
  return {
    store: view.store,
    view,
    /** What the table shows of these captures: the same object as long as nothing changed. */
    shown,
    /** The capture that one came from, or else the one above the open one; undefined where there is none. */
    previous,
    /** To the capture that is to be labelled next. @returns false where none is left but the open one */
    goOn(): boolean {
      const ofRound = nextOfRound();
      if (ofRound === undefined) trail = [];
      const captureId = ofRound ?? next();
      if (captureId === undefined) return false;
      const id = openId();
      if (id !== null) trail = [...trail, id];
      shell.go({ at: "open", captureId });
      return true;
    },
    goBack(): void {
      const captureId = previous();
      if (captureId === undefined) return;
      trail = trail.slice(0, -1);
      shell.go({ at: "open", captureId });
    },
  };
}
export type Queue = ReturnType<typeof createQueue>;
