import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { isAbsolute, join, resolve, sep } from "node:path";
import type { OpenProject } from "#contract/projects.ts";
import { ProblemError } from "#domain/problems.ts";
import { sent } from "../sent.ts";
import type { OpenOptions, OpenProjectStore, ProjectStore, StoreChange } from "../store/api.ts";
import { PROJECT_ENDING } from "../store/projectFiles.ts";
import { projectFolderName } from "./folderName.ts";
import type { KnownProject, ProjectRegistry } from "./registry.ts";

const DEMO_NAME = "Ringside demo";

export interface DeskPorts {
  openStore: OpenProjectStore;
  registry: ProjectRegistry;
  /** True while the open project must not be left (a recording runs). */
  busy(): boolean;
  /** Fills the demo project with what is missing in it. */
  fillDemo(store: ProjectStore): Promise<void>;
  onProject(project: OpenProject | null): void;
  onChange(change: StoreChange): void;
}

/** The one project that is open, or none. */
export class ProjectDesk {
  readonly #ports: DeskPorts;
  #open: { known: KnownProject; store: ProjectStore; unsubscribe: () => void } | null = null;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(ports: DeskPorts) {
    this.#ports = ports;
  }

  /** Null on the start screen. */
  get store(): ProjectStore | null {
    return this.#open?.store ?? null;
  }

  /** @throws ProblemError project.none */
  requireStore(): ProjectStore {
    if (this.#open === null) throw new ProblemError("project.none");
    return this.#open.store;
  }

  async current(): Promise<OpenProject | null> {
    if (this.#open === null) return null;
    const { known, store } = this.#open;
    const captures = await store.captures(false);
    return sent({
      id: known.id,
      name: store.name,
      folderShown: store.folder,
      demo: known.demo,
      readOnly: store.readOnly,
      readOnlyReason: store.readOnlyReason,
      interrupted: captures.filter((capture) => capture.state === "interrupted"),
    });
  }

  /** @throws ProblemError project.unknown, project.recording and those of OpenProjectStore */
  openById(projectId: string): Promise<OpenProject> {
    return this.#inTurn(async () => {
      const known = this.#ports.registry.find(projectId);
      if (known === null) throw new ProblemError("project.unknown");
      if (known.demo) return this.#openDemo();
      try {
        return await this.#switchTo(known.folder, {}, false);
      } catch (error) {
        if (error instanceof ProblemError) this.#ports.registry.failed(projectId, error.problem);
        throw error;
      }
    });
  }

  /** @throws ProblemError project.exists */
  create(name: string): Promise<OpenProject> {
    return this.#inTurn(async () => {
      const folder = this.#folderFor(name);
      if (existsSync(folder)) throw new ProblemError("project.exists", { name });
      await this.#makeProjectsFolder();
      return this.#switchTo(folder, { create: true }, false);
    });
  }

  openDemo(): Promise<OpenProject> {
    return this.#inTurn(() => this.#openDemo());
  }

  /** For shells: a path, or the name of a project in the projects folder. */
  openAt(nameOrPath: string, create: boolean): Promise<OpenProject> {
    return this.#inTurn(async () => {
      const isPath = isAbsolute(nameOrPath) || nameOrPath.includes(sep) || nameOrPath.includes("/");
      let folder = isPath ? resolve(nameOrPath) : this.#folderFor(nameOrPath.replace(/\.ringside$/, ""));
      if (!folder.endsWith(PROJECT_ENDING) && create) folder += PROJECT_ENDING;
      if (create && !isPath) await this.#makeProjectsFolder();
      return this.#switchTo(folder, { create }, false);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(() => this.#leave());
  }

  async #openDemo(): Promise<OpenProject> {
    const known = this.#ports.registry.demo();
    const folder = known !== null && existsSync(known.folder) ? known.folder : this.#folderFor(DEMO_NAME);
    await this.#makeProjectsFolder();
    return this.#switchTo(folder, { create: true }, true);
  }

  async #switchTo(folder: string, options: OpenOptions, demo: boolean): Promise<OpenProject> {
    if (this.#ports.busy()) throw new ProblemError("project.recording");
    if (this.#open?.store.folder === folder) return (await this.current())!;
    // The old project stays open until the new one is.
    const store = await this.#ports.openStore(folder, options);
    try {
      if (demo && !store.readOnly) await this.#ports.fillDemo(store);
      const known = await this.#ports.registry.opened(store.folder, demo);
      await this.#leave();
      const unsubscribe = store.onChange((change) => this.#ports.onChange(change));
      this.#open = { known, store, unsubscribe };
    } catch (error) {
      await store.close();
      throw error;
    }
    const project = (await this.current())!;
    this.#ports.onProject(project);
    return project;
  }

  async #leave(): Promise<void> {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    open.unsubscribe();
    const captures = await open.store.captures(false).catch(() => null);
    if (captures !== null) await this.#ports.registry.counted(open.known.id, captures.length);
    await open.store.close();
    this.#ports.onProject(null);
  }

  #folderFor(name: string): string {
    return join(this.#ports.registry.projectsFolder, projectFolderName(name) + PROJECT_ENDING);
  }

  async #makeProjectsFolder(): Promise<void> {
    const folder = this.#ports.registry.projectsFolder;
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      throw new ProblemError("project.cannotMake", { folder, message: (error as Error).message });
    }
  }

  /** One change of project at a time: two quick clicks must not open two. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }
}
