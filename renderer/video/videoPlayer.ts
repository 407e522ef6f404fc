import type { Player, PlayerState } from "./player.ts";
import type { VideoScreen } from "./videoScreen.ts";

const ignore = () => {};

/** What the player reads and moves: the timeline. */
export interface Playhead {
  readonly state: { readonly playheadUs: number; readonly lookUs: number | null };
  readonly limits: { readonly startUs: number; readonly endUs: number };
  /** Moves the playhead, kept within the limits and in view. */
  goTo(timeUs: number): void;
  /** The same while it plays: in view unless the user looks elsewhere. */
  follow(timeUs: number): void;
  subscribe(listener: () => void): () => void;
}

/** The page's own beat, so that a test can beat it. */
export interface Beat {
  request(beat: (nowMs: number) => void): number;
  cancel(request: number): void;
}

const PAGE_BEAT: Beat = {
  request: (beat) => requestAnimationFrame(beat),
  cancel: (request) => cancelAnimationFrame(request),
};

export const SLOWEST = 0.1;
export const FASTEST = 4;
/** What is offered; any speed between the slowest and the fastest may be set. */
export const SPEEDS = [SLOWEST, 0.25, 0.5, 1, 2, FASTEST] as const;
const SHUTTLE_SPEEDS = [1, 2, 4] as const;
/** Without video a step is 10 ms: about a sample of a slow glove, a twelfth of a punch. */
const STEP_US = 10_000;
/** Videos that play beside the first one may be this far off before they are put right: one frame of most cameras. */
const APART_US = 34_000;

/**
 * Keeps videos and playhead together. Standing still, the playhead leads: every screen shows the frame at it. Playing
 * forward inside the first video, that video leads: each of its frames moves the playhead. Else the page's clock does.
 */
export class VideoPlayer implements Player {
  readonly #head: Playhead;
  readonly #beat: Beat;
  readonly #listeners = new Set<() => void>();
  readonly #endHead: () => void;
  #ends: (() => void)[] = [];
  #screens: readonly VideoScreen[] = [];
  #state: PlayerState = {
    playing: false,
    direction: 1,
    speed: 1,
    videoId: null,
    shownFrameUs: null,
    held: false,
  };
  /** What Space plays at; a shuttle is faster only while it lasts. */
  #chosenSpeed = 1;
  #movedTo: number | null = null;
  #request = 0;
  #lastMs: number | null = null;

  constructor(head: Playhead, beat: Beat = PAGE_BEAT) {
    this.#head = head;
    this.#beat = beat;
    this.#endHead = head.subscribe(() => this.#onHead());
  }

  get state(): PlayerState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  frameStartsNear(captureUs: number): readonly number[] {
    return this.#screens[0]?.frameStartsNear(captureUs) ?? [];
  }

  /** The videos in the panel, the leading one first. */
  setScreens(screens: readonly VideoScreen[]): void {
    for (const screen of this.#screens) if (!screens.includes(screen)) screen.pause();
    for (const end of this.#ends) end();
    this.#screens = screens;
    const [leader] = screens;
    this.#ends = leader === undefined ? [] : [leader.subscribe(() => this.#tellShown())];
    this.#set({ held: leader === undefined ? false : this.#state.held });
    this.#tellShown();
    if (this.#state.playing) this.#run();
    else this.#look();
  }

  /** Shows the present moment again: a sync has changed. */
  refresh(): void {
    this.#tellShown();
    if (this.#state.playing) this.#run();
    else this.#look();
  }

  play(): void {
    if (this.#head.state.playheadUs >= this.#head.limits.endUs) this.#move(this.#head.limits.startUs);
    this.#set({ playing: true, direction: 1, speed: this.#chosenSpeed, held: false });
    this.#run();
  }

  pause(): void {
    if (!this.#state.playing) return;
    this.#stop();
    this.#look();
  }

  shuttle(direction: 1 | -1): void {
    const { playing, direction: now, speed } = this.#state;
    const faster = SHUTTLE_SPEEDS.find((each) => each > speed) ?? SHUTTLE_SPEEDS.at(-1)!;
    this.#set({ playing: true, direction, speed: playing && now === direction ? faster : 1, held: false });
    this.#run();
  }

  setSpeed(speed: number): void {
    this.#chosenSpeed = Math.min(FASTEST, Math.max(SLOWEST, speed));
    this.#set({ speed: this.#chosenSpeed });
    if (this.#state.playing) this.#run();
  }

  stepFrames(frames: number): void {
    this.pause();
    const [leader] = this.#screens;
    if (this.#state.held && leader !== undefined) {
      const last = leader.frames.count - 1;
      leader.show(Math.min(last, Math.max(0, (leader.wanted ?? 0) + frames)));
      return;
    }
    const { playheadUs } = this.#head.state;
    const index = leader?.at(playheadUs) ?? null;
    if (leader === undefined) this.#head.goTo(playheadUs + frames * STEP_US);
    else if (index === null) this.#head.goTo(playheadUs + frames * leader.frames.usualUs);
    else {
      const last = leader.frames.count - 1;
      this.#head.goTo(leader.middleUs(Math.min(last, Math.max(0, index + frames))));
    }
  }

  hold(held: boolean): void {
    this.pause();
    this.#set({ held: held && this.#screens.length > 0 });
    this.#look();
  }

  destroy(): void {
    this.#stop();
    for (const end of this.#ends) end();
    this.#endHead();
    this.#listeners.clear();
  }

  #onHead(): void {
    if (!this.#state.playing) this.#look();
    // Somebody else moved the playhead: it goes on from there.
    else if (this.#head.state.playheadUs !== this.#movedTo) this.#run();
  }

  #look(): void {
    if (this.#state.held) return;
    const { lookUs, playheadUs } = this.#head.state;
    for (const screen of this.#screens) screen.look(lookUs ?? playheadUs);
  }

  #tellShown(): void {
    const [leader] = this.#screens;
    const shown = leader?.state.shown ?? null;
    const shownFrameUs = shown === null ? null : leader!.frames.middleUs(shown);
    const videoId = leader?.videoId ?? null;
    if (videoId !== this.#state.videoId || shownFrameUs !== this.#state.shownFrameUs)
      this.#set({ videoId, shownFrameUs });
  }

  /** Begins or goes on to play from the playhead. */
  #run(): void {
    this.#movedTo = this.#head.state.playheadUs;
    this.#lastMs = null;
    this.#beat.cancel(this.#request);
    this.#request = this.#beat.request(this.#onBeat);
    const [leader, ...others] = this.#screens;
    if (this.#state.direction === -1 || leader?.at(this.#movedTo) == null) {
      this.#look();
      return;
    }
    leader.play(
      this.#movedTo,
      this.#state.speed,
      (index) => this.#onFrame(leader, index),
      () => this.#leave(leader),
    );
    for (const other of others) this.#follow(other);
  }

  #onFrame(leader: VideoScreen, index: number): void {
    this.#move(leader.middleUs(index));
    if (index === leader.frames.count - 1 || leader.middleUs(index) >= this.#head.limits.endUs) this.#leave(leader);
    else for (const other of this.#screens) if (other !== leader) this.#keepBeside(other);
  }

  /** The leading video has shown its last frame: the clock takes over, if the capture goes on. */
  #leave(leader: VideoScreen): void {
    for (const screen of this.#screens) screen.pause();
    this.#move(leader.endUs);
    if (this.#head.state.playheadUs >= this.#head.limits.endUs) this.pause();
  }

  #follow(other: VideoScreen): void {
    const { playheadUs } = this.#head.state;
    if (other.at(playheadUs) === null) other.look(playheadUs);
    else other.play(playheadUs, this.#state.speed, ignore, ignore);
  }

  #keepBeside(other: VideoScreen): void {
    const { playheadUs } = this.#head.state;
    const { shown } = other.state;
    const apartUs = shown === null ? 0 : Math.abs(other.middleUs(shown) - playheadUs);
    if (!other.playing || apartUs > APART_US * Math.max(1, this.#state.speed)) this.#follow(other);
  }

  readonly #onBeat = (nowMs: number): void => {
    this.#request = this.#beat.request(this.#onBeat);
    const passedMs = this.#lastMs === null ? 0 : nowMs - this.#lastMs;
    this.#lastMs = nowMs;
    const [leader] = this.#screens;
    if (leader?.playing) return;
    const { direction, speed } = this.#state;
    const { startUs, endUs } = this.#head.limits;
    const wishedUs = this.#head.state.playheadUs + direction * speed * passedMs * 1000;
    this.#move(Math.min(endUs, Math.max(startUs, wishedUs)));
    if (wishedUs <= startUs && direction === -1) this.pause();
    else if (wishedUs >= endUs && direction === 1) this.pause();
    else if (direction === 1 && leader != null && leader.at(this.#movedTo!) !== null) this.#run();
    else this.#look();
  };

  #move(timeUs: number): void {
    const { startUs, endUs } = this.#head.limits;
    // What the playhead will be, before it says so.
    this.#movedTo = Math.round(Math.min(endUs, Math.max(startUs, timeUs)));
    this.#head.follow(this.#movedTo);
  }

  #stop(): void {
    this.#beat.cancel(this.#request);
    for (const screen of this.#screens) screen.pause();
    this.#set({ playing: false, direction: 1, speed: this.#chosenSpeed });
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
