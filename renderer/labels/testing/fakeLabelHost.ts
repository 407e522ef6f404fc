import type { CallName, EventPayload, Input, Output } from "#contract/contract.ts";
import type { TrackChange } from "#domain/labeling/change.ts";
import { overlapIn } from "#domain/labeling/lanes.ts";
import type { Track } from "#domain/labeling/segments.ts";
import type { LabelStudio } from "../labelDoc.ts";
import { withChanges } from "../trackState.ts";

type Changed = EventPayload<"label.changed">;

/**
 * The labels of one capture as the host keeps them, for pages whose messages travel only when a test says so: each page
 * has one line up and one line down, and each line keeps its order, as a socket does.
 */
export class FakeLabelHost {
  readonly captureId: string;
  tracks: readonly Track[];
  readonly pages: FakePage[] = [];
  readonly #undo: (readonly Track[])[] = [];
  refuseNext = false;
  /** Whether a page that asks for an undo hears its changes, or only that it has to read again. */
  tellsUndo = true;

  constructor(captureId: string, tracks: readonly Track[]) {
    this.captureId = captureId;
    this.tracks = tracks;
  }

  page(): FakePage {
    const page = new FakePage(this);
    this.pages.push(page);
    return page;
  }

  /** Delivers everything that is on its way, and what that makes. */
  async drain(): Promise<void> {
    for (let round = 0; round < 1000; round++) {
      for (const page of this.pages) while (page.up() || page.down());
      await new Promise((resolve) => setTimeout(resolve));
      if (this.pages.every((page) => page.idle)) return;
    }
    throw new Error("the pages never came to rest");
  }

  answer(name: CallName, input: unknown): unknown {
    if (name === "label.tracks") return { ok: true, value: structuredClone(this.tracks) };
    if (name === "label.edit") return this.#edit(input as Input<"label.edit">);
    if (name === "history.undo") {
      this.undo(this.tellsUndo);
      return { ok: true, value: null };
    }
    throw new Error(`${name} is not for this host`);
  }

  /** As the history does it; pages hear which changes, or only that they have to read again. */
  undo(told: boolean): void {
    const before = this.#undo.pop();
    if (before === undefined) return;
    const changes = this.tracks.map((track) => {
      const was = before.find(({ kind, name }) => kind === track.kind && name === track.name)?.segments ?? [];
      const ids = new Set(was.map(({ id }) => id));
      return {
        track: { kind: track.kind, name: track.name },
        add: was.filter(({ id }) => !track.segments.some((each) => each.id === id)),
        update: was.filter(({ id }) => track.segments.some((each) => each.id === id)),
        remove: track.segments.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
      };
    });
    this.tracks = withChanges(this.tracks, changes);
    this.#tell(null, told ? changes : null);
  }

  #edit({ changes, pageId }: Input<"label.edit">): Output<"label.edit"> {
    const refused = (code: string) => ({ ok: false, problem: { code, detail: {} } }) as const;
    if (this.refuseNext) {
      this.refuseNext = false;
      return refused("label.overlap");
    }
    const ids = new Set(this.tracks.flatMap(({ segments }) => segments.map(({ id }) => id)));
    const gone = changes.some(
      ({ update, remove }) => update.some(({ id }) => !ids.has(id)) || remove.some((id) => !ids.has(id)),
    );
    if (gone) return refused("label.gone");
    const after = withChanges(this.tracks, changes);
    const truths = after.filter(({ kind }) => kind === "truth");
    if (truths.some(({ segments }) => overlapIn(segments) !== null)) return refused("label.overlap");
    this.#undo.push(this.tracks);
    this.tracks = after;
    this.#tell(pageId ?? null, changes);
    return { ok: true, value: undefined };
  }

  #tell(pageId: string | null, changes: readonly TrackChange[] | null): void {
    const event = structuredClone({ captureId: this.captureId, pageId, changes }) as Changed;
    for (const page of this.pages) page.hear(event);
  }
}

/** One window's link to the host. */
class FakePage implements LabelStudio {
  readonly #host: FakeLabelHost;
  readonly #up: { name: CallName; input: unknown; resolve: (value: unknown) => void; reject: (e: Error) => void }[] =
    [];
  readonly #down: (() => void)[] = [];
  readonly #listeners = new Set<(event: Changed) => void>();
  readonly #links = new Set<(up: boolean) => void>();
  readonly #lost: ((error: Error) => void)[] = [];
  #connected = true;

  constructor(host: FakeLabelHost) {
    this.#host = host;
  }

  call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    return new Promise<Output<K>>((resolve, reject) => {
      if (this.#connected) this.#up.push({ name, input, resolve: resolve as (value: unknown) => void, reject });
      else reject(gone());
    });
  }

  on: LabelStudio["on"] = (_name, listener) => {
    const hear = listener as (event: Changed) => void;
    this.#listeners.add(hear);
    return () => this.#listeners.delete(hear);
  };

  onConnection: LabelStudio["onConnection"] = (listener) => {
    this.#links.add(listener);
    return () => this.#links.delete(listener);
  };

  get idle(): boolean {
    return this.#up.length + this.#down.length === 0;
  }

  /** The host takes the page's oldest message and answers it; false where there is none. */
  up(): boolean {
    const call = this.#up.shift();
    if (call === undefined) return false;
    const answer = this.#host.answer(call.name, call.input);
    this.#down.push(() => call.resolve(answer));
    this.#lost.push(call.reject);
    return true;
  }

  /** The page takes the host's oldest message; false where there is none. */
  down(): boolean {
    const message = this.#down.shift();
    message?.();
    return message !== undefined;
  }

  hear(event: Changed): void {
    if (!this.#connected) return;
    this.#down.push(() => {
      for (const listener of this.#listeners) listener(event);
    });
  }

  /** The link breaks: what the host was sent but did not take is lost, and so is what it said. Then it is back. */
  breakLink(): void {
    this.#connected = false;
    this.#down.length = 0;
    for (const { reject } of this.#up.splice(0)) reject(gone());
    // A call that was answered already takes no notice.
    for (const reject of this.#lost.splice(0)) reject(gone());
    for (const tell of this.#links) tell(false);
  }

  mendLink(): void {
    if (this.#connected) return;
    this.#connected = true;
    for (const tell of this.#links) tell(true);
  }
}

function gone(): Error {
  return Object.assign(new Error("the link to the studio broke"), { name: "HostGone" });
}
