import { text } from "../../common/text.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, withProject, withStudio } from "../studioSession.ts";

/** The projects that were opened on this machine. JSON: an array of `{ id, name, folder, openedAt, captures, trouble }`. */
export function listProjects(context: CliContext): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const projects = await client.call("project.list", undefined);
    const heading = ["name", "captures", "folder"].map((column) => text(`cli.column.${column}`));
    const rows = projects.map(({ name, captures, folderShown }) => [name, String(captures ?? ""), folderShown]);
    return {
      json: projects.map(({ folderShown, openedAtMs, ...rest }) => ({
        ...rest,
        folder: folderShown,
        openedAt: openedAtMs === null ? null : new Date(openedAtMs).toISOString(),
      })),
      lines: projects.length === 0 ? [text("cli.projects.none")] : table(heading, rows, [1]),
    };
  });
}

/** JSON: `{ id, name, folder }` of the new project. */
export function createProject(context: CliContext, nameOrPath: string): Promise<Report> {
  return withProject(
    context,
    { project: nameOrPath, create: true },
    async ({ project: { id, name, folderShown } }) => ({
      json: { id, name, folder: folderShown },
      lines: [text("cli.project.made", { name, folder: folderShown })],
    }),
  );
}

/** Opens the demo project, making it where it is missing. JSON: `{ id, name, folder }`. */
export function openDemo(context: CliContext): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const { id, name, folderShown } = await client.ask("project.demo", undefined);
    const line = text("cli.project.demo", { name, folder: folderShown });
    return { json: { id, name, folder: folderShown }, lines: [line] };
  });
}
