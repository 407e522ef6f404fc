import { readFile } from "node:fs/promises";
import { type ClassMaps, readModelJson } from "#domain/deploy/modelJson.ts";
import { ProblemError } from "#domain/problems.ts";

/** The names in a `model.json` that somebody chose. @throws ProblemError modelJson.unreadable */
export async function modelJsonFile(path: string): Promise<ClassMaps> {
  const text = await readFile(path, "utf8").catch(() => null);
  const maps = text === null ? null : readModelJson(parsed(text));
  if (maps === null) throw new ProblemError("modelJson.unreadable", { file: path });
  return maps;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
