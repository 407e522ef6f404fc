/** What keys, buttons and the sync panel do with time. The timeline's playhead is the one truth; the player moves it. */
export interface Player {
  readonly state: PlayerState;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
  play(): void;
  pause(): void;
  /** L and J: again is faster (1, 2, 4 times), the other way begins at 1; backwards is shown frame by frame. */
  shuttle(direction: 1 | -1): void;
  /** 0.1 to 4. */
  setSpeed(speed: number): void;
  /** Whole frames of the shown video; 10 ms where there is none. Lands in the middle of a frame. */
  stepFrames(frames: number): void;
  /** Where frames of the shown video begin on the capture's clock, the nearest ones about a moment; none without a video. */
  frameStartsNear(captureUs: number): readonly number[];
  /** Holds the picture while the playhead moves, so that the two can be matched; steps then move the picture alone. */
  hold(held: boolean): void;
}

export interface PlayerState {
  readonly playing: boolean;
  readonly direction: 1 | -1;
  readonly speed: number;
  /** The video in the panel; null where the capture has none, or none that plays. */
  readonly videoId: string | null;
  /** The middle of the frame that is on the screen, on the video's own clock; null while nothing is shown. */
  readonly shownFrameUs: number | null;
  /** The picture stays where it is while the playhead moves. */
  readonly held: boolean;
}
