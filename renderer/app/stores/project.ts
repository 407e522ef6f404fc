import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { OpenProject, ProjectEntry } from "#contract/projects.ts";
import { ask, calm, done } from "../ask.ts";

export interface ProjectState {
  /** undefined until the host has answered for the first time; null where none is open. */
  readonly open: OpenProject | null | undefined;
  readonly list: readonly ProjectEntry[];
  /** Interrupted recordings whose question was put off: they stay, and are asked about at the next start. */
  readonly putOff: ReadonlySet<string>;
}

/** The open project, the others, and recordings that a crash cut short. */
export function createProject(studio: Studio) {
  const store = createStore<ProjectState>(() => ({ open: undefined, list: [], putOff: new Set<string>() }));
  studio.on("project.changed", (open) => store.setState({ open }));

  const enter = async (answer: ReturnType<typeof studio.call<"project.open">>) => {
    const open = await ask(answer);
    if (open) store.setState({ open });
    return open !== undefined;
  };
  return {
    store,
    async refresh() {
      const [open, list] = await Promise.all([
        calm(studio.call("project.current", undefined)),
        calm(studio.call("project.list", undefined)),
      ]);
      store.setState({ ...(open === undefined ? {} : { open }), ...(list === undefined ? {} : { list }) });
    },
    async refreshList() {
      const list = await calm(studio.call("project.list", undefined));
      if (list) store.setState({ list });
    },
    /** Each is true when the project is open now. */
    switchTo: (projectId: string) => enter(studio.call("project.open", { projectId })),
    create: (name: string) => enter(studio.call("project.create", { name })),
    demo: () => enter(studio.call("project.demo", undefined)),
    settle: (captureId: string, decision: "keep" | "delete") =>
      done(studio.call("capture.settle", { captureId, decision })),
    putOff(captureIds: readonly string[]) {
      store.setState(({ putOff }) => ({ putOff: new Set([...putOff, ...captureIds]) }));
    },
  };
}
export type Project = ReturnType<typeof createProject>;
