import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, realpath } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import type { ProjectEntry } from "#contract/projects.ts";
import type { Problem } from "#domain/problems.ts";
import { JsonFile } from "../jsonFile.ts";
import { sent } from "../sent.ts";
import { PROJECT_ENDING, PROJECT_FILE } from "../store/projectFiles.ts";

const knownProject = z.object({
  id: z.uuid(),
  folder: z.string(),
  openedAtMs: z.number().int().nullable(),
  captures: z.number().int().nullable(),
  demo: z.boolean(),
});
export type KnownProject = z.infer<typeof knownProject>;

/**
 * The projects that this studio knows, by id: what was opened before, and what lies in the projects folder. Only here
 * an id turns into a folder.
 */
export class ProjectRegistry {
  readonly #file: JsonFile<KnownProject[]>;
  readonly #projectsFolder: string;
  /** Why a project did not open when it was last tried, by id. */
  readonly #troubles = new Map<string, Problem>();

  constructor(file: JsonFile<KnownProject[]>, projectsFolder: string) {
    this.#file = file;
    this.#projectsFolder = projectsFolder;
  }

  static async open(dataFolder: string, projectsFolder: string, log: (message: string) => void) {
    const file = await JsonFile.open(join(dataFolder, "projects.json"), z.array(knownProject), [], log);
    return new ProjectRegistry(file, resolve(projectsFolder));
  }

  get projectsFolder(): string {
    return this.#projectsFolder;
  }

  /** Most recently opened first. */
  async list(): Promise<ProjectEntry[]> {
    await this.#discover();
    return this.#file.value
      .toSorted((a, b) => (b.openedAtMs ?? 0) - (a.openedAtMs ?? 0))
      .map(({ id, folder, openedAtMs, captures }) => ({
        id,
        name: projectName(folder),
        folderShown: folder,
        openedAtMs,
        captures,
        trouble: sent(existsSync(join(folder, PROJECT_FILE)) ? (this.#troubles.get(id) ?? null) : gone(folder)),
      }));
  }

  find(projectId: string): KnownProject | null {
    return this.#file.value.find((project) => project.id === projectId) ?? null;
  }

  demo(): KnownProject | null {
    return this.#file.value.find((project) => project.demo) ?? null;
  }

  get isEmpty(): boolean {
    return this.#file.value.length === 0;
  }

  /** Notes that a project was opened just now, and returns its entry. */
  async opened(folder: string, demo: boolean): Promise<KnownProject> {
    const at = await realFolder(folder);
    const known = this.#file.value.find((project) => project.folder === at);
    const entry: KnownProject = {
      id: known?.id ?? randomUUID(),
      folder: at,
      openedAtMs: Date.now(),
      captures: known?.captures ?? null,
      demo: demo || (known?.demo ?? false),
    };
    this.#troubles.delete(entry.id);
    await this.#put(entry);
    return entry;
  }

  failed(projectId: string, problem: Problem): void {
    this.#troubles.set(projectId, problem);
  }

  async counted(projectId: string, captures: number): Promise<void> {
    const known = this.find(projectId);
    if (known !== null && known.captures !== captures) await this.#put({ ...known, captures });
  }

  async #discover(): Promise<void> {
    const names = await readdir(this.#projectsFolder).catch(() => []);
    const folders = await Promise.all(
      names.filter((name) => name.endsWith(PROJECT_ENDING)).map((name) => realFolder(join(this.#projectsFolder, name))),
    );
    const known = new Set(this.#file.value.map((project) => project.folder));
    const found = folders.filter((folder) => !known.has(folder));
    if (found.length === 0) return;
    const entries = found.map((folder) => ({
      id: randomUUID(),
      folder,
      openedAtMs: null,
      captures: null,
      demo: false,
    }));
    await this.#file.change((projects) => [...projects, ...entries]);
  }

  #put(entry: KnownProject): Promise<void> {
    return this.#file.change((projects) => [...projects.filter(({ id }) => id !== entry.id), entry]);
  }
}

function gone(folder: string): Problem {
  return { code: "project.notFound", detail: { folder } };
}

export function projectName(folder: string): string {
  return basename(folder, PROJECT_ENDING);
}

async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => resolve(folder));
}
