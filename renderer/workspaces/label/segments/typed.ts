/** `1:02:03.5`, `2:03,25`, `3.5`: a time of the capture as microseconds; null for what is none. */
export function typedTime(words: string): number | null {
  const match = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+)(?:[.,](\d{1,6}))?$/.exec(words.trim());
  if (match === null) return null;
  const [, h = "0", m = "0", s = "0", fraction = ""] = match;
  const hasMinutes = words.includes(":");
  if (hasMinutes && (Number(s) >= 60 || Number(m) >= 60)) return null;
  return ((Number(h) * 60 + Number(m)) * 60 + Number(s)) * 1_000_000 + Number(fraction.padEnd(6, "0"));
}

/** `450`, `450 ms`, `0.45 s`: a length as microseconds, in milliseconds where no unit stands; null for what is none. */
export function typedLength(words: string): number | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*(ms|s)?$/.exec(words.trim());
  if (match === null) return null;
  return Math.round(Number(match[1]!.replace(",", ".")) * (match[2] === "s" ? 1_000_000 : 1000));
}
