import type { Channel } from "#domain/channels.ts";

/** The colours that a canvas needs, read from the design tokens, so that a theme change is one re-read. */
export interface Palette {
  readonly ground: string;
  readonly grid: string;
  readonly zero: string;
  readonly axis: string;
  readonly text: string;
  readonly textQuiet: string;
  readonly gap: string;
  readonly gapLine: string;
  readonly clip: string;
  readonly danger: string;
  readonly playhead: string;
  readonly range: string;
  readonly accent: string;
  readonly font: string;
  readonly mono: string;
  colour(token: string): string;
}

const TOKENS = {
  ground: "--ground-signal",
  grid: "--signal-grid",
  zero: "--signal-zero",
  axis: "--signal-axis",
  text: "--text",
  textQuiet: "--text-quiet",
  gap: "--signal-gap",
  gapLine: "--signal-gap-line",
  clip: "--signal-clip",
  danger: "--danger",
  playhead: "--playhead",
  range: "--range",
  accent: "--accent",
  font: "--font",
  mono: "--mono",
} as const;

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  const colour = (token: string): string => {
    const held = known.get(token) ?? style.getPropertyValue(token).trim();
    known.set(token, held);
    return held;
  };
  const read = Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, colour(token)]));
  return { ...(read as unknown as Omit<Palette, "colour">), colour };
}

/** Calls back when the page's theme changes (its own choice or the system's). Returns what ends the watch. */
export function watchTheme(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  const system = matchMedia("(prefers-color-scheme: light)");
  system.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    system.removeEventListener("change", listener);
  };
}

/** The token of a channel's trace: its axis, the lighter one for rotation, so that a colour always means an axis. */
export function channelToken(channel: Channel): string {
  if (channel.axis === null) return "--axis-none";
  return channel.kind === "rotation" ? `--axis-${channel.axis}-soft` : `--axis-${channel.axis}`;
}

/** `#rgb`, `#rrggbb` or `#rrggbbaa` as ImageData's little-endian pixel (0xAABBGGRR); opaque grey for anything else. */
export function toPixel(hex: string): number {
  const long = /^#[0-9a-f]{3}$/i.test(hex) ? hex.replace(/[0-9a-f]/gi, "$&$&") : hex;
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/i.exec(long);
  if (!match) return 0xff808080;
  const [r, g, b, a] = match.slice(1).map((part) => Number.parseInt(part ?? "ff", 16));
  return ((a! << 24) | (b! << 16) | (g! << 8) | r!) >>> 0;
}

/** `share` of `over` on `under`, both opaque pixels. */
export function mixPixels(under: number, over: number, share: number): number {
  let out = 0xff000000;
  for (let shift = 0; shift < 24; shift += 8) {
    const a = (under >>> shift) & 255;
    const b = (over >>> shift) & 255;
    out |= Math.round(a + (b - a) * share) << shift;
  }
  return out >>> 0;
}
