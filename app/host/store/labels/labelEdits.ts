import type { EditName } from "#contract/captures.ts";
import type { TrackChange } from "#domain/labeling/change.ts";
import type { LabelImport } from "#domain/labeling/labelFiles.ts";
import type { Track, TrackChoice, TrackKind } from "#domain/labeling/segments.ts";
import type { ImportHow, NewTrack, TrackSegments } from "../api.ts";
import { captureRowId } from "../captureRows.ts";
import type { History, Step } from "../history/history.ts";
import type { Db } from "../sqlite.ts";
import { acceptInto } from "./acceptInto.ts";
import { editTracks } from "./editTracks.ts";
import { importTracks } from "./importTracks.ts";
import { replaceTrack } from "./tracks.ts";

/** An edit of labels: the step that it left (null: none, nothing changed) and how many segments it was about. */
export interface LabelEdit {
  readonly step: Step | null;
  readonly count: number;
}

/** The edits of labels, each one step of the history. @throws ProblemError capture.notFound, all of them. */
export class LabelEdits {
  readonly #db: Db;
  readonly #history: History;

  constructor(db: Db, history: History) {
    this.#db = db;
    this.#history = history;
  }

  /** @throws ProblemError label.overlap, label.outside, label.gone, label.taken, label.notEditable */
  edit(captureId: string, name: EditName, changes: readonly TrackChange[]): Step | null {
    return this.#history.edit(name, () => editTracks(this.#db, captureId, changes)).step;
  }

  /** Copies what meets no truth of its lane; `left` counts the rest. */
  accept(
    captureIds: readonly string[],
    from: TrackChoice,
    into: string,
    label: string | null,
  ): LabelEdit & { left: number } {
    let left = 0;
    const [code, detail] = from.name === null ? ["acceptAll", {}] : ["accept", { track: from.name }];
    const edit = this.#counted(code, detail, () => {
      const done = captureIds.map((id) => acceptInto(this.#db, captureRowId(this.#db, id), from, into, label));
      left = done.reduce((sum, each) => sum + each.left, 0);
      return done.reduce((sum, each) => sum + each.accepted, 0);
    });
    return { ...edit, left };
  }

  relabel(captureIds: readonly string[], from: string | null, to: string): LabelEdit {
    const update = this.#db.prepare(
      `UPDATE segment SET label = :to WHERE label <> :to AND (:from IS NULL OR label = :from)
         AND track_id IN (SELECT id FROM track WHERE capture_id = :capture AND kind = 'truth')`,
    );
    return this.#counted("relabel", { to }, () =>
      this.#sum(captureIds, (capture) => update.run({ from, to, capture }).changes),
    );
  }

  /** Truth tracks stay, empty; tracks of proposals and predictions go. Predictions leave no step. */
  clear(captureIds: readonly string[], kind: TrackKind, track: string | null): LabelEdit {
    const which =
      "SELECT id FROM track WHERE capture_id = :capture AND kind = :kind AND (:track IS NULL OR name = :track)";
    const segments = this.#db.prepare(`DELETE FROM segment WHERE track_id IN (${which})`);
    const tracks = this.#db.prepare(`DELETE FROM track WHERE id IN (${which})`);
    const change = () =>
      this.#sum(captureIds, (capture) => {
        const removed = segments.run({ capture, kind, track }).changes;
        if (kind !== "truth") tracks.run({ capture, kind, track });
        return removed;
      });
    if (kind !== "prediction") return this.#counted("clear", {}, change);
    return { step: null, count: this.#db.transaction(change).immediate() };
  }

  /** Fills tracks anew. Only proposals are a step: what a glove or a model says is no edit. */
  put(track: NewTrack, of: readonly TrackSegments[]): Step | null {
    const change = () => {
      for (const { captureId, segments } of of) replaceTrack(this.#db, captureId, track, segments);
      return of.reduce((sum, { segments }) => sum + segments.length, 0);
    };
    if (track.kind === "proposal") return this.#counted("propose", { track: track.name }, change).step;
    this.#db.transaction(change).immediate();
    return null;
  }

  /** Adds what a file holds. @throws ProblemError label.outside */
  import(
    captureId: string,
    tracks: readonly Track[],
    how: ImportHow,
  ): { readonly step: Step | null; readonly result: LabelImport } {
    return this.#history.edit(
      { code: "import", detail: {} },
      () => importTracks(this.#db, captureId, tracks, how),
      ({ added: count }) => ({ count }),
    );
  }

  /** What `import` would do: done, and taken back unseen. @throws ProblemError label.outside */
  tryImport(captureId: string, tracks: readonly Track[], how: ImportHow): LabelImport {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      return importTracks(this.#db, captureId, tracks, how);
    } finally {
      this.#db.exec("ROLLBACK");
    }
  }

  #sum(captureIds: readonly string[], each: (captureRow: number) => number): number {
    return captureIds.reduce((sum, id) => sum + each(captureRowId(this.#db, id)), 0);
  }

  /** An edit whose name says how many segments it was about, which is only known after. */
  #counted(code: string, detail: EditName["detail"], change: () => number): LabelEdit {
    const { result, step } = this.#history.edit({ code, detail }, change, (count) => ({ ...detail, count }));
    return { step, count: result };
  }
}
