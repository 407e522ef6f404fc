/** Bytes in which two outputs differ; what one has more counts too. */
export function differing(a, b) {
  let count = Math.abs(a.length - b.length);
  for (let i = 0; i < Math.min(a.length, b.length); i++) count += a[i] === b[i] ? 0 : 1;
  return count;
}
