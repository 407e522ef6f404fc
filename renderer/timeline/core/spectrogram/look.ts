export const WINDOWS = ["hann", "hamming", "blackman", "rectangle"] as const;
export type WindowShape = (typeof WINDOWS)[number];
export const COLOUR_MAPS = ["viridis", "magma", "cividis", "grey"] as const;
export type ColourMap = (typeof COLOUR_MAPS)[number];
/** Samples in a window: powers of two, as the transform wants them. */
export const WINDOW_ROWS = [16, 32, 64, 128, 256, 512, 1024] as const;

/** How a spectrogram is computed and coloured. */
export interface SpectrogramLook {
  readonly window: WindowShape;
  readonly windowRows: number;
  /** Share of a window that the next one has in common with it, 0..0.95. */
  readonly overlap: number;
  /** Decibels of one unit of the channel: what is at or below is the darkest colour, and at or above the brightest. */
  readonly minDb: number;
  readonly maxDb: number;
  /** Hertz; null: half of the sampling rate. */
  readonly minHz: number;
  readonly maxHz: number | null;
  readonly colours: ColourMap;
  /** Whether the channels themselves are drawn over it. */
  readonly signal: boolean;
}

/** Half a second at 119 Hz: a punch is told from the next one, and guard (2 Hz) from footwork (3 Hz). */
export const USUAL_LOOK: SpectrogramLook = {
  window: "hann",
  windowRows: 64,
  overlap: 0.75,
  minDb: -60,
  maxDb: 20,
  minHz: 0,
  maxHz: null,
  colours: "viridis",
  signal: false,
};
