import type { OpenProject } from "#contract/projects.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import type { HostForShell } from "#host/api.ts";
import { type Client, clientOf, unwrap } from "../common/client.ts";
import { closeStudio } from "../common/studio.ts";
import type { Report, Terminal } from "./report.ts";

/** What the commands stand on; tests put their own in. */
export interface CliContext {
  openHost(): Promise<HostForShell>;
  readonly terminal: Terminal;
  /** Aborts on Ctrl+C. */
  readonly signal: AbortSignal;
}

export interface StudioSession {
  readonly host: HostForShell;
  readonly client: Client;
}

export interface ProjectSession extends StudioSession {
  readonly project: OpenProject;
}

/** Opens the studio for one command and closes it after, whatever happens. */
export async function withStudio(
  context: CliContext,
  command: (session: StudioSession) => Promise<Report>,
): Promise<Report> {
  const host = await context.openHost();
  try {
    return await command({ host, client: clientOf(host) });
  } finally {
    await closeStudio(host);
  }
}

export interface ProjectChoice {
  /** Name or path. Absent: the project that was opened last. */
  readonly project?: string | undefined;
  /** Makes it where it is missing. */
  readonly create?: boolean;
}

/** As withStudio, in a project. @throws ProblemError cli.noProject and those of openProjectAt */
export function withProject(
  context: CliContext,
  { project: chosen, create = false }: ProjectChoice,
  command: (session: ProjectSession) => Promise<Report>,
): Promise<Report> {
  return withStudio(context, async ({ host, client }) => {
    const project =
      chosen === undefined ? await openLast(client) : unwrap(await host.openProjectAt(chosen, { create }));
    return command({ host, client, project });
  });
}

async function openLast(client: Client): Promise<OpenProject> {
  const known = await client.call("project.list", undefined);
  const last = known
    .filter(({ trouble, openedAtMs }) => trouble === null && openedAtMs !== null)
    .sort((a, b) => b.openedAtMs! - a.openedAtMs!)[0];
  if (last === undefined) throw new ProblemError("cli.noProject");
  return client.ask("project.open", { projectId: last.id });
}

/**
 * The captures meant by ids, beginnings of ids (four characters or more) or exact names.
 * @throws ProblemError cli.noSuchCapture, cli.ambiguousCapture
 */
export async function findCaptures(
  client: Client,
  wanted: readonly string[],
  options: { readonly deleted?: boolean } = {},
): Promise<CaptureSummary[]> {
  const captures = await client.call("capture.list", { deleted: options.deleted ?? false });
  return wanted.map((each) => pick(captures, each));
}

/** As findCaptures, for one. */
export async function findCapture(client: Client, wanted: string): Promise<CaptureSummary> {
  return pick(await client.call("capture.list", { deleted: false }), wanted);
}

function pick(captures: readonly CaptureSummary[], wanted: string): CaptureSummary {
  const [found, ...others] = captures.filter(
    ({ id, name }) => id === wanted || name === wanted || (wanted.length >= 4 && id.startsWith(wanted.toLowerCase())),
  );
  if (found === undefined) throw new ProblemError("cli.noSuchCapture", { capture: wanted });
  if (others.length > 0) throw new ProblemError("cli.ambiguousCapture", { capture: wanted, count: others.length + 1 });
  return found;
}
