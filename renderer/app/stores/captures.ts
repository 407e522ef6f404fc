import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { say } from "../../ui/Toast.tsx";
import { text } from "../../ui/text.ts";
import { ask, calm, done } from "../ask.ts";
import { sayDeleted } from "./sayDeleted.ts";

export interface CapturesState {
  /** Newest first; undefined until they were read. */
  readonly rows: readonly CaptureSummary[] | undefined;
  readonly bin: readonly CaptureSummary[];
  readonly shown: "captures" | "bin";
  readonly selected: ReadonlySet<string>;
  /** The capture whose name is being typed. */
  readonly renaming: string | null;
  /** Counts how often the search field was asked for. */
  readonly searchAsked: number;
}

/** The captures of the open project, and what is selected. */
export function createCaptures(studio: Studio) {
  const store = createStore<CapturesState>(() => ({
    rows: undefined,
    bin: [],
    shown: "captures",
    selected: new Set<string>(),
    renaming: null,
    searchAsked: 0,
  }));
  const read = async () => {
    const [rows, bin] = await Promise.all([
      calm(studio.call("capture.list", { deleted: false })),
      calm(studio.call("capture.list", { deleted: true })),
    ]);
    if (!rows || !bin) return;
    const alive = new Set([...rows, ...bin].map((capture) => capture.id));
    store.setState(({ selected }) => ({ rows, bin, selected: new Set([...selected].filter((id) => alive.has(id))) }));
  };
  // Many edits in a row make many events: while one read is under way the rest is one more read after it.
  let reading: Promise<void> | null = null;
  let again = false;
  const refreshRows = () => {
    again = reading !== null;
    reading ??= read().finally(() => {
      reading = null;
      if (again) void refreshRows();
    });
    return reading;
  };
  studio.on("capture.changed", () => void refreshRows());
  return {
    store,
    refresh: refreshRows,
    /** Another project: nothing of the one before is shown meanwhile. */
    forget() {
      store.setState({ rows: undefined, bin: [], shown: "captures", selected: new Set(), renaming: null });
    },
    show(shown: CapturesState["shown"]) {
      store.setState({ shown, selected: new Set(), renaming: null });
    },
    select(ids: ReadonlySet<string>) {
      store.setState({ selected: ids });
    },
    startRenaming(captureId: string | null) {
      store.setState({ renaming: captureId });
    },
    askForSearch() {
      store.setState(({ searchAsked }) => ({ searchAsked: searchAsked + 1 }));
    },
    async rename(captureId: string, name: string) {
      store.setState({ renaming: null });
      await ask(studio.call("capture.rename", { captureId, name }));
    },
    setLabel: (captureIds: readonly string[], label: string | null) =>
      done(studio.call("capture.setLabel", { captureIds: [...captureIds], label })),
    /** Label and fields as one step; an undefined label stays as it is. @returns false where it failed */
    edit(captureIds: readonly string[], label: string | null | undefined, fields: Readonly<Record<string, string>>) {
      const ids = [...captureIds];
      if (label === undefined) return done(studio.call("capture.setMetadata", { captureIds: ids, metadata: fields }));
      if (Object.keys(fields).length === 0) return done(studio.call("capture.setLabel", { captureIds: ids, label }));
      return done(studio.call("capture.setMetadata", { captureIds: ids, metadata: fields, label }));
    },
    async remove(captureIds: readonly string[]) {
      if (!(await done(studio.call("capture.delete", { captureIds: [...captureIds] })))) return;
      store.setState({ selected: new Set() });
      await sayDeleted(studio, text("captures.deleted", { count: captureIds.length }), captureIds);
    },
    async restore(captureIds: readonly string[]) {
      if (!(await done(studio.call("capture.restore", { captureIds: [...captureIds] })))) return;
      store.setState({ selected: new Set() });
      say({ words: text("captures.restored", { count: captureIds.length }) });
    },
  };
}
export type Captures = ReturnType<typeof createCaptures>;
