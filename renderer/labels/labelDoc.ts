import type { EditName } from "#contract/captures.ts";
import type { EventPayload, Studio } from "#contract/contract.ts";
import { isEmpty, type TrackChange } from "#domain/labeling/change.ts";
import type { LabelScheme } from "#domain/labeling/scheme.ts";
import {
  OWN_TRUTH,
  type Segment,
  sameTrack,
  type Track,
  type TrackKey,
  trackToLabel,
} from "#domain/labeling/segments.ts";
import type { Problem } from "#domain/problems.ts";
import type { LabelModel, LabelView } from "./labelModel.ts";
import { alreadyIn, byKindAndName, idsIn, needs, newIn, withChanges } from "./trackState.ts";

export type LabelStudio = Pick<Studio, "call" | "on" | "onConnection">;

/** What the labels of a capture may be called, and who tells when that changes. */
export interface SchemeSource {
  getState(): LabelScheme;
  subscribe(listener: (scheme: LabelScheme) => void): () => void;
}

interface Edit {
  /** Goes with the call and comes back with the host's event. */
  readonly token: string;
  readonly name: EditName;
  readonly changes: readonly TrackChange[];
}

interface Options {
  readonly studio: LabelStudio;
  readonly captureId: string;
  readonly scheme: SchemeSource;
  /** Told why an edit was not stored. What it showed is gone by then. */
  readonly onRefused: (problem: Problem) => void;
  /** Told what went wrong where nothing was expected to. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * The labels of one capture. An edit is shown at once and sent after those before it; the host's events, its own edits'
 * among them, say what is stored and in which order, so that two pages on one capture come to the same.
 */
export class LabelDoc implements LabelModel {
  readonly captureId: string;
  readonly #options: Options;
  readonly #listeners = new Set<() => void>();
  readonly #ends: (() => void)[] = [];
  /** As the host has it, by all that it has told. */
  #stored: readonly Track[] = [];
  /** Not yet confirmed, in order; the first one is under way. */
  #waiting: readonly Edit[] = [];
  /** What is stored with what is waiting. */
  #base: readonly Track[] = [];
  #preview: readonly TrackChange[] | null = null;
  #transient: Track | null = null;
  #view: LabelView;
  #sending: Promise<void> | null = null;
  #reading: Promise<void> | null = null;
  /** Events that came while the tracks were read: they may or may not be in what is read, and may be heard twice. */
  #heard: TrackChange[][] = [];
  #readAgain = false;
  /** Edits of which one of the host's two words was heard, event or answer, and the other is still to come. */
  readonly #confirmed = new Set<string>();
  #activeChosen = false;
  #connected = true;
  /** The host went away under an edit: it is sent again, if need be, when the host is back. */
  #stuck = false;
  #closed = false;

  constructor(options: Options) {
    const { studio, captureId, scheme } = options;
    this.captureId = captureId;
    this.#options = options;
    this.#view = {
      tracks: [],
      active: OWN_TRUTH,
      selected: new Set(),
      scheme: scheme.getState(),
      brush: { label: scheme.getState().punch[0]!.name, quality: null },
      hidden: new Set(),
      locked: new Set(),
    };
    this.#ends.push(
      studio.on("label.changed", (event) => this.#hear(event)),
      studio.onConnection((up) => void this.#onConnection(up)),
      scheme.subscribe((next) => this.#setScheme(next)),
    );
  }

  get view(): LabelView {
    return this.#view;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Reads the tracks; to be called once, and whenever they may have changed unheard. */
  async load(): Promise<void> {
    if (this.#reading) {
      this.#readAgain = true;
      return this.#reading;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /** Ends the subscriptions. What is waiting is still sent. */
  close(): void {
    this.#closed = true;
    for (const end of this.#ends) end();
    this.#listeners.clear();
  }

  select(ids: Iterable<string>): void {
    const selected = new Set(ids);
    const now = this.#view.selected;
    if (selected.size === now.size && [...selected].every((id) => now.has(id))) return;
    this.#show({ selected });
  }

  /** Whether a gesture shows something that is not stored: no other edit can stand on it. */
  get previewing(): boolean {
    return this.#preview !== null;
  }

  /** Whether an edit is shown that is not yet stored. */
  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  preview(changes: readonly TrackChange[] | null): void {
    if (changes === null && this.#preview === null) return;
    this.#preview = changes;
    this.#show({});
  }

  /** Shows a track that is not stored, in place of the one before; null shows none. Nothing in it can be edited. */
  setTransient(track: Track | null): void {
    if (track === this.#transient) return;
    this.#transient = track;
    this.#show({});
  }

  commit(name: EditName, given: readonly TrackChange[]): void {
    this.#preview = null;
    const changes = given.filter((change) => !isEmpty(change));
    if (changes.length > 0) {
      this.#waiting = [...this.#waiting, { token: crypto.randomUUID(), name, changes }];
      this.#base = withChanges(this.#base, changes);
      this.#dropFromSelection(changes);
      void this.#send();
    }
    this.#show({});
  }

  /** Labels go into this track from now on. */
  setActive(active: TrackKey): void {
    this.#activeChosen = true;
    this.#show({ active: { kind: active.kind, name: active.name } });
  }

  setBrush(brush: Partial<LabelView["brush"]>): void {
    this.#show({ brush: { ...this.#view.brush, ...brush } });
  }

  setHidden(hidden: ReadonlySet<string>): void {
    this.#show({ hidden });
  }

  setLocked(locked: ReadonlySet<string>): void {
    this.#show({ locked });
  }

  track(key: TrackKey): Track | undefined {
    return this.#view.tracks.find((track) => sameTrack(track, key));
  }

  /** Resolves once everything that was shown is stored, refused, or has to wait for the host to come back. */
  async settled(): Promise<void> {
    while (this.#sending !== null || this.#reading !== null) await (this.#sending ?? this.#reading);
  }

  /**
   * Around a step through the history: waits for what is under way, runs it, and selects what came back or moved.
   */
  async around(step: () => Promise<void>): Promise<void> {
    await this.settled();
    const before = this.#stored;
    await step();
    await this.settled();
    const moved = newIn(before, this.#stored);
    if (moved.length > 0) this.select(moved);
  }

  async #read(): Promise<void> {
    const { studio, captureId } = this.#options;
    do {
      this.#readAgain = false;
      this.#heard = [];
      try {
        const outcome = await studio.call("label.tracks", { captureId });
        if (outcome.ok) this.#take(this.#heard.reduce<readonly Track[]>(withChanges, outcome.value));
        else this.#options.onRefused(outcome.problem);
      } catch (error) {
        if (this.#connected) this.#options.onFailure(error);
      }
    } while (this.#readAgain);
  }

  /** Tracks that were read anew. An edit of which they already tell was stored, though its answer was lost. */
  #take(tracks: readonly Track[]): void {
    this.#stored = tracks;
    if (this.#sending === null) this.#waiting = this.#waiting.filter(({ changes }) => !alreadyIn(tracks, changes));
    this.#rebase();
    const here = idsIn(this.#base);
    const selected = new Set([...this.#view.selected].filter((id) => here.has(id)));
    const { active } = this.#view;
    // What was chosen stays, also before there is anything in it.
    this.#show({ selected, active: this.#activeChosen ? active : trackToLabel(this.#base) });
  }

  #hear({ captureId, pageId, changes }: EventPayload<"label.changed">): void {
    if (captureId !== this.captureId) return;
    if (changes === null) {
      void this.load();
      return;
    }
    if (this.#reading !== null) this.#heard.push(changes);
    if (pageId !== null && this.#confirmed.delete(pageId)) return;
    this.#stored = withChanges(this.#stored, changes);
    const own = this.#waiting.find(({ token }) => token === pageId);
    if (own) this.#confirm(own);
    else {
      this.#rebase();
      this.#dropFromSelection(changes);
    }
    this.#show({});
  }

  #confirm(edit: Edit): void {
    this.#confirmed.add(edit.token);
    this.#waiting = this.#waiting.filter((each) => each !== edit);
    this.#rebase();
  }

  #send(): Promise<void> {
    if (!this.#connected) return Promise.resolve();
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = null;
      if (this.#waiting.length > 0 && this.#connected && !this.#stuck) void this.#send();
    });
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    for (;;) {
      const edit = this.#waiting[0];
      if (edit === undefined || !this.#connected) return;
      const { token, name, changes } = edit;
      const { studio, captureId } = this.#options;
      try {
        const outcome = await studio.call("label.edit", {
          captureId,
          name,
          changes: changes.map(plain),
          pageId: token,
        });
        if (outcome.ok) this.#onStored(edit);
        else this.#onRefused(edit, outcome.problem);
      } catch (error) {
        if (error instanceof Error && error.name === "HostGone") {
          this.#stuck = true;
          return;
        }
        this.#drop(edit);
        this.#options.onFailure(error);
        void this.load();
      }
    }
  }

  #onStored(edit: Edit): void {
    if (this.#confirmed.delete(edit.token)) return;
    this.#stored = withChanges(this.#stored, edit.changes);
    if (this.#reading !== null) this.#heard.push([...edit.changes.map(plain)]);
    this.#confirm(edit);
    this.#show({});
  }

  #onRefused(edit: Edit, problem: Problem): void {
    this.#drop(edit);
    this.#options.onRefused(problem);
  }

  /** Takes an edit away that was not stored, and those after it that need what it would have made. */
  #drop(refused: Edit): void {
    const dropped = [refused];
    for (const edit of this.#waiting) {
      if (edit !== refused && dropped.some(({ changes }) => needs(edit.changes, changes))) dropped.push(edit);
    }
    this.#waiting = this.#waiting.filter((edit) => !dropped.includes(edit));
    this.#rebase();
    const here = idsIn(this.#base);
    this.#show({ selected: new Set([...this.#view.selected].filter((id) => here.has(id))) });
  }

  async #onConnection(up: boolean): Promise<void> {
    this.#connected = up;
    if (!up) return;
    await this.load();
    this.#stuck = false;
    void this.#send();
  }

  #rebase(): void {
    this.#base = this.#waiting.reduce((tracks, { changes }) => withChanges(tracks, changes), this.#stored);
  }

  #dropFromSelection(changes: readonly TrackChange[]): void {
    const come = new Set(changes.flatMap(({ add }) => add.map(({ id }) => id)));
    const gone = changes.flatMap(({ remove }) => remove).filter((id) => !come.has(id));
    if (!gone.some((id) => this.#view.selected.has(id))) return;
    const left = new Set(this.#view.selected);
    for (const id of gone) left.delete(id);
    this.#view = { ...this.#view, selected: left };
  }

  #setScheme(scheme: LabelScheme): void {
    const { brush } = this.#view;
    const label = scheme.punch.some(({ name }) => name === brush.label) ? brush.label : scheme.punch[0]!.name;
    const quality = scheme.quality.some(({ name }) => name === brush.quality) ? brush.quality : null;
    this.#show({ scheme, brush: { label, quality } });
  }

  #show(change: Partial<LabelView>): void {
    const shown = this.#preview === null ? this.#base : withChanges(this.#base, this.#preview);
    const tracks = this.#transient === null ? shown : [...shown, this.#transient].sort(byKindAndName);
    this.#view = { ...this.#view, ...change, tracks };
    if (!this.#closed) for (const listener of this.#listeners) listener();
  }
}

/** The contract's lists may be written to; a change's may not. */
function plain({ track, add, update, remove }: TrackChange) {
  return { track, add: [...add] as Segment[], update: [...update] as Segment[], remove: [...remove] };
}
