/** Names of classes by model number and class number, as a `model.json` of another tool has them. */
export type ClassMaps = ReadonlyMap<number, ReadonlyMap<number, string>>;

/**
 * Reads the names of a `model.json` (its keys: spec of the SensiML knowledge pack). `ModelDescriptions` is a list, or an
 * object by model number; names are texts, or numbers. What makes no sense is left out. @returns null where it is no such file
 */
export function readModelJson(json: unknown): ClassMaps | null {
  const models = fieldOf(json, "ModelDescriptions");
  if (typeof models !== "object" || models === null) return null;
  const maps = new Map<number, ReadonlyMap<number, string>>();
  for (const [model, description] of Object.entries(models)) {
    const classes = fieldOf(description, "ClassMaps");
    const number = Number(model);
    if (!Number.isInteger(number) || typeof classes !== "object" || classes === null) continue;
    maps.set(number, new Map(Object.entries(classes).flatMap(([id, name]) => named(id, name))));
  }
  return maps.size === 0 ? null : maps;
}

function fieldOf(json: unknown, field: string): unknown {
  return typeof json === "object" && json !== null ? (json as Record<string, unknown>)[field] : undefined;
}

function named(id: string, name: unknown): [number, string][] {
  const number = Number(id);
  const isName = (typeof name === "string" && name.trim() !== "") || typeof name === "number";
  return Number.isInteger(number) && isName ? [[number, String(name).trim()]] : [];
}
