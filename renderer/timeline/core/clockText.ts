/** `1:02:03.45`, `2:03.45` or `0:03.4`: hours only where there are any, as many decimals as asked for. */
export function clockText(timeUs: number, decimals: number): string {
  const unit = 10 ** decimals;
  const ticks = Math.round((Math.abs(timeUs) / 1e6) * unit);
  const seconds = Math.floor(ticks / unit);
  const fraction = decimals === 0 ? "" : `.${String(ticks % unit).padStart(decimals, "0")}`;
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
  return (timeUs < 0 && ticks > 0 ? "\u2212" : "") + clock + fraction;
}

/** Decimals that tell two marks of an axis apart when they are `stepS` apart. */
export function decimalsFor(stepS: number): number {
  return Math.min(6, Math.max(0, Math.ceil(-Math.log10(stepS) - 1e-9)));
}

/** A time of the capture's clock to the millisecond, as lists and read-outs show it. */
export function timeText(timeUs: number): string {
  return clockText(timeUs, 3);
}
