import { LiveLabeler, type LiveSettings } from "#domain/labeling/live.ts";
import { placeInto } from "#domain/labeling/overlap.ts";
import type { Segment, Track } from "#domain/labeling/segments.ts";
import type { Player } from "../video/player.ts";
import { activeTruth, type LabelDesk, type Stage, strokeOf } from "./desk.ts";
import { stepName } from "./stepName.ts";

/** What goes by while somebody labels: a capture that plays, or one that is being recorded. */
export interface Playing {
  readonly state: Pick<Player["state"], "playing" | "direction" | "speed">;
  subscribe(listener: () => void): () => void;
}

export interface LiveDesk extends Pick<LabelDesk, "doc" | "shortestUs" | "hand"> {
  readonly stage: Pick<Stage, "limits" | "playheadUs" | "subscribe">;
}

/** Labels with keys while the capture goes by: what grows is shown, what is done is one step each. */
export class LiveSession {
  readonly #desk: LiveDesk;
  readonly #player: Playing;
  readonly #ends: (() => void)[];
  #live: LiveLabeler | null = null;

  constructor(desk: LiveDesk, player: Playing) {
    this.#desk = desk;
    this.#player = player;
    this.#ends = [
      desk.stage.subscribe(() => this.#showGrowing()),
      player.subscribe(() => {
        if (!player.state.playing) this.#put(this.#live?.stop(this.#now()) ?? null);
      }),
    ];
  }

  get running(): boolean {
    return this.#player.state.playing && this.#player.state.direction === 1;
  }

  press(label: string, settings: LiveSettings): void {
    this.#desk.doc.setBrush({ label });
    if (this.#live?.settings !== settings) {
      this.#put(this.#live?.stop(this.#now()) ?? null);
      this.#live = new LiveLabeler(settings, () => this.#player.state.speed);
    }
    this.#put(this.#live.press(strokeOf(this.#desk, { origin: "live", hand: this.#desk.hand }), this.#now()));
  }

  release(): void {
    this.#put(this.#live?.release(this.#now()) ?? null);
  }

  /** Escape: what grows is forgotten. @returns whether anything was growing. */
  cancel(): boolean {
    const grew = this.#live?.growing(this.#now()) != null;
    this.#live?.cancel();
    this.#desk.doc.preview(null);
    return grew;
  }

  close(): void {
    this.#put(this.#live?.stop(this.#now()) ?? null);
    for (const end of this.#ends) end();
  }

  #now() {
    return { captureUs: this.#desk.stage.playheadUs, wallMs: performance.now() };
  }

  #showGrowing(): void {
    const growing = this.#live?.growing(this.#now()) ?? null;
    if (growing !== null) this.#desk.doc.preview([this.#placed(growing)]);
  }

  #put(segment: Segment | null): void {
    if (segment === null) return;
    const change = this.#placed(segment);
    if (change.add.length > 0) this.#desk.doc.commit(stepName("label.live", change.add), [change]);
    else this.#desk.doc.preview(null);
  }

  /** Truth that is there is not overwritten: what is live takes what is free. */
  #placed(segment: Segment) {
    const { doc, stage, shortestUs } = this.#desk;
    const track = activeTruth(doc);
    // What is previewed of this one is in the track already.
    const others: Track = { ...track, segments: track.segments.filter(({ id }) => id !== segment.id) };
    const { startUs, endUs } = stage.limits;
    const within = { ...segment, startUs: Math.max(startUs, segment.startUs), endUs: Math.min(endUs, segment.endUs) };
    return placeInto(others, within.endUs > within.startUs ? [within] : [], "cut", shortestUs);
  }
}
