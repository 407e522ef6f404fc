import { setTimeout as sleep } from "node:timers/promises";
import type { Host, HostForShell } from "#host/api.ts";
import { createHost } from "#host/host.ts";
import { standardSources } from "#host/sources/standard.ts";
import { clientOf, unwrap } from "./client.ts";
import type { Folders } from "./folders.ts";
import { text } from "./text.ts";

/** Opens the host with every way in that this studio has. */
export function openStudio(folders: Folders): Promise<HostForShell> {
  return createHost({
    dataFolder: folders.data,
    projectsFolder: folders.projects,
    sources: standardSources({ portsFile: process.env.RINGSIDE_PORTS }),
    log: (message) => {
      if (process.env.RINGSIDE_LOG) console.error(message);
    },
  });
}

/** Writing the pyramid of hours of recording takes this long on a slow disk; what takes longer is stuck. */
const CLOSE_LIMIT_MS = 60_000;

/** Closes the host, and gives up on one that is stuck: what reached the disk is safe, and the process must end. */
export async function closeStudio(host: Host): Promise<void> {
  const limit = new AbortController();
  const expired = sleep(CLOSE_LIMIT_MS, undefined, { signal: limit.signal }).catch(() => {});
  await Promise.race([host.close(), expired]);
  limit.abort();
}

export interface FirstProject {
  /** Name or folder of the project asked for. */
  readonly project?: string | undefined;
  /** Whether the very first start shows the demo. */
  readonly demo: boolean;
  /** Hears what takes a moment. */
  readonly print: (line: string) => void;
}

/**
 * What the first page shows: the project asked for; on the very first start the demo project, with the simulated
 * gloves connected and ready to record; otherwise the start screen.
 * @throws ProblemError where the project asked for cannot be opened
 */
export async function openFirstProject(host: HostForShell, first: FirstProject): Promise<void> {
  const client = clientOf(host);
  if (first.project !== undefined) {
    unwrap(await host.openProjectAt(first.project));
    return;
  }
  if (!first.demo) return;
  const known = await client.call("project.list", undefined);
  if (known.length > 0) return;
  first.print(text("shell.makingDemo"));
  // A demo that cannot be made (no right to write, no room) is told by the start screen when somebody asks for it.
  const demo = await client.call("project.demo", undefined);
  if (!demo.ok) return;
  const gloves = await client.call("device.find", { kinds: ["simulated"] });
  for (const { device } of gloves) await client.call("device.connect", { deviceId: device.id });
}
