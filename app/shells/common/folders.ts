import { homedir } from "node:os";
import { join, resolve } from "node:path";

export interface Folders {
  /** What the studio remembers: devices, recent projects, the window's browser profile. */
  readonly data: string;
  /** Where new projects are made. */
  readonly projects: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where Ringside keeps things on this system. `RINGSIDE_DATA` and `RINGSIDE_PROJECTS` overrule it.
 * Linux follows the XDG base directories; macOS and Windows their own custom.
 */
export function studioFolders(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): Folders {
  const data =
    platform === "darwin"
      ? join(home, "Library", "Application Support", "Ringside")
      : platform === "win32"
        ? join(env.APPDATA ?? join(home, "AppData", "Roaming"), "Ringside")
        : join(env.XDG_DATA_HOME || join(home, ".local", "share"), "ringside");
  return {
    data: resolve(env.RINGSIDE_DATA || data),
    projects: resolve(env.RINGSIDE_PROJECTS || join(home, "Ringside")),
  };
}
