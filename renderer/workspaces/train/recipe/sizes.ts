/** Sizes of layers as a person types them: `12, 8`. Null for anything that is none; nothing typed is no layer. */
export function parseSizes(words: string, { most, layers }: { most: number; layers: number }): number[] | null {
  const parts = words.split(/[\s,;]+/).filter((part) => part !== "");
  const sizes = parts.map(Number);
  const fits = sizes.every((size) => Number.isInteger(size) && size >= 1 && size <= most);
  return fits && sizes.length <= layers ? sizes : null;
}

export function sizesText(sizes: readonly number[]): string {
  return sizes.join(", ");
}
