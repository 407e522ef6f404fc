/** Numbers as they are shown everywhere: one way for each kind, digits that do not jump. */

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

export function count(value: number): string {
  return grouped.format(value);
}

/** `118.9 Hz`. One decimal: 0.1 Hz is 0.1 % of a usual rate, and what a 10 s fit can tell. */
export function rate(hz: number): string {
  return `${hz.toFixed(1)} Hz`;
}

/** `0.3 %`; a small share that is not zero never reads as zero. */
export function share(value: number): string {
  const percent = value * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

/** `512 B`, `62.4 KiB`, `2.1 MiB`. */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  const kib = size / 1024;
  if (kib < 1024) return `${kib.toFixed(kib < 100 ? 1 : 0)} KiB`;
  return `${(kib / 1024).toFixed(1)} MiB`;
}

const two = (value: number) => String(value).padStart(2, "0");

/** `00:42`, `1:02:03`: a running clock, cut and never rounded up. */
export function clock(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const minutes = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return s < 3600 ? minutes : `${Math.floor(s / 3600)}:${minutes}`;
}

/** `3.02 s`, `01:12.3`, `1:02:03`: a length, as exact as its size deserves. */
export function duration(us: number): string {
  const s = us / 1e6;
  if (s < 59.995) return `${s.toFixed(2)} s`;
  if (s >= 3600) return clock(s * 1000);
  const tenths = Math.floor(s * 10);
  return `${two(Math.floor(tenths / 600))}:${two(Math.floor(tenths / 10) % 60)}.${tenths % 10}`;
}

const thisYear = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const otherYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** A moment, short: `22 Nov, 12:40`, or with its year where that is another one. */
export function moment(ms: number, nowMs = Date.now()): string {
  const date = new Date(ms);
  return (date.getFullYear() === new Date(nowMs).getFullYear() ? thisYear : otherYear).format(date);
}
