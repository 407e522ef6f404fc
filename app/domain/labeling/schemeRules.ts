import type { Problem } from "../problems.ts";
import type { LabelScheme } from "./scheme.ts";

/**
 * What is wrong with a scheme, or null: scheme.sameName {name} where two labels of a tier differ in nothing but case,
 * scheme.sameKey {key, name, other} where two of its entries have one key.
 */
export function schemeProblem({ punch, quality, handKeys }: LabelScheme): Problem | null {
  for (const tier of [punch, quality]) {
    const names = new Set<string>();
    for (const { name } of tier) {
      if (names.has(name.toLowerCase())) return { code: "scheme.sameName", detail: { name } };
      names.add(name.toLowerCase());
    }
  }
  const hands = Object.entries(handKeys).map(([name, key]) => ({ name, key }));
  const keys = new Map<string, string>();
  for (const { name, key } of [...punch, ...quality, ...hands]) {
    if (key === null) continue;
    const other = keys.get(key.toLowerCase());
    if (other !== undefined) return { code: "scheme.sameKey", detail: { key, name, other } };
    keys.set(key.toLowerCase(), name);
  }
  return null;
}
