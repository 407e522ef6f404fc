import type { Cue } from "./bout.ts";

/** One struck or sung tone: partials of `hz`, each with its share of the loudness, dying away over `fadeS`. */
interface Tone {
  readonly hz: number;
  readonly partials: readonly (readonly [ratio: number, share: number])[];
  readonly fadeS: number;
  readonly atS: number;
}

/** The partials of a struck bell are no whole multiples: that is what makes it a bell. */
const BELL = [
  [1, 0.5],
  [2.01, 0.25],
  [2.74, 0.15],
  [5.42, 0.1],
] as const;
const PLAIN = [[1, 0.4]] as const;

const bell = (times: number): Tone[] =>
  Array.from({ length: times }, (_, i) => ({ hz: 680, partials: BELL, fadeS: 1.8, atS: i * 0.45 }));

const SOUNDS: Readonly<Record<Cue, readonly Tone[]>> = {
  tick: [{ hz: 880, partials: PLAIN, fadeS: 0.12, atS: 0 }],
  bell: bell(1),
  warning: [0, 0.18, 0.36].map((atS) => ({ hz: 1800, partials: PLAIN, fadeS: 0.06, atS })),
  end: bell(3),
  winner: [523, 659, 784, 1047].map((hz, i) => ({ hz, partials: BELL.slice(0, 2), fadeS: 0.9, atS: 0.9 + i * 0.16 })),
};

const SILENT = 0.0001;

/** The sounds of the ring, made here: no file, no network. Silent where the page cannot sound. */
export function createSounds(page: Window & { readonly AudioContext?: typeof AudioContext }) {
  let context: AudioContext | null = null;
  return {
    /** To be called from a key or a press: before one, a page may not sound. */
    wake(): void {
      if (page.AudioContext === undefined) return;
      context ??= new page.AudioContext();
      void context.resume().catch(() => {});
    },
    play(cue: Cue): void {
      if (context?.state !== "running") return;
      for (const tone of SOUNDS[cue]) strike(context, tone);
    },
  };
}
export type Sounds = ReturnType<typeof createSounds>;

function strike(context: AudioContext, { hz, partials, fadeS, atS }: Tone): void {
  const at = context.currentTime + atS;
  for (const [ratio, share] of partials) {
    const source = context.createOscillator();
    const loudness = context.createGain();
    source.frequency.value = hz * ratio;
    // Higher partials die sooner.
    const end = at + fadeS / Math.sqrt(ratio);
    loudness.gain.setValueAtTime(SILENT, at);
    loudness.gain.exponentialRampToValueAtTime(share, at + 0.005);
    loudness.gain.exponentialRampToValueAtTime(SILENT, end);
    source.connect(loudness).connect(context.destination);
    source.start(at);
    source.stop(end);
  }
}
