import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { ProblemError } from "#domain/problems.ts";

/** The C++ of the engine as it was written, by path (`engine/base/arena.hpp`, `pack/recognizer.hpp`). */
export interface EngineSource {
  readonly files: ReadonlyMap<string, string>;
  /** As the engine's binding tells it of the sources that it was compiled from. */
  readonly hash: string;
}

/** From the sources (app/host/pack) and from the built studio (dist/electron). */
const PLACES = ["../../../native", "../../native"];
const FOLDERS = ["engine", "pack"];

let read: EngineSource | undefined;

/** @throws ProblemError pack.noSource */
export function engineSource(): EngineSource {
  read ??= sourceIn(PLACES.map((place) => join(import.meta.dirname, place)));
  return read;
}

/** A file of the folder `native`, whatever it is for. @throws ProblemError pack.noSource */
export function nativeFile(path: string): string {
  const folder = placeOf(PLACES.map((place) => join(import.meta.dirname, place)));
  return readFileSync(join(folder, path), "utf8");
}

function sourceIn(places: readonly string[]): EngineSource {
  const root = placeOf(places);
  const files = new Map<string, string>();
  // The engine's hash is made as its build makes it (shells/bootstrap): path and text of each file, folder by folder.
  const hash = createHash("sha256");
  const walk = (path: string) => {
    const entries = readdirSync(join(root, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inside = `${path}/${entry.name}`;
      if (entry.isDirectory()) walk(inside);
      else if (/\.(hpp|cpp|gypi?)$/.test(entry.name)) {
        const text = readFileSync(join(root, inside), "utf8").replaceAll("\r\n", "\n");
        files.set(inside, text);
        if (path.startsWith("engine")) hash.update(`native/${inside}\n${text}\n`);
      }
    }
  };
  for (const folder of FOLDERS) walk(folder);
  return { files, hash: hash.digest("hex") };
}

function placeOf(places: readonly string[]): string {
  const folder = places.find((place) => existsSync(join(place, "engine")));
  if (folder === undefined) throw new ProblemError("pack.noSource");
  return folder;
}

const LOCAL_INCLUDE = /^#include "([^"]+)"$/gm;

/** A file and all that it includes, each once and behind what it needs. */
export function includeOrder({ files }: EngineSource, entry: string): string[] {
  const done = new Set<string>();
  const visit = (path: string) => {
    if (done.has(path)) return;
    for (const [, included] of files.get(path)!.matchAll(LOCAL_INCLUDE)) visit(posix.join(dirname(path), included!));
    done.add(path);
  };
  visit(entry);
  return [...done];
}

/** What stands where a header includes another of ours, without it. */
export function withoutLocalIncludes(text: string): string {
  return text.replace(LOCAL_INCLUDE, "").replace(/\n{3,}/g, "\n\n");
}
