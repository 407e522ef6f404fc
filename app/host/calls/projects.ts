import type { OpenProject, projectCalls } from "#contract/projects.ts";
import type { Handlers } from "../api.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";
import type { ProjectRegistry } from "../projects/registry.ts";

export function projectHandlers(desk: ProjectDesk, registry: ProjectRegistry): Handlers<keyof typeof projectCalls> {
  const opened = async (project: Promise<OpenProject>) => ({ ok: true as const, value: await project });
  return {
    "project.current": () => desk.current(),
    "project.list": () => registry.list(),
    "project.open": ({ projectId }) => opened(desk.openById(projectId)),
    "project.create": ({ name }) => opened(desk.create(name)),
    "project.demo": () => opened(desk.openDemo()),
  };
}
