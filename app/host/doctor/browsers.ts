import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface Browser {
  /** As people know it: Chromium, Google Chrome, Microsoft Edge. */
  readonly name: string;
  readonly program: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LINUX: readonly (readonly [name: string, program: string])[] = [
  ["Chromium", "chromium"],
  ["Chromium", "chromium-browser"],
  ["Google Chrome", "google-chrome-stable"],
  ["Google Chrome", "google-chrome"],
  ["Microsoft Edge", "microsoft-edge-stable"],
  ["Microsoft Edge", "microsoft-edge"],
];

const MACOS: readonly (readonly [name: string, program: string])[] = [
  ["Google Chrome", "Google Chrome.app/Contents/MacOS/Google Chrome"],
  ["Chromium", "Chromium.app/Contents/MacOS/Chromium"],
  ["Microsoft Edge", "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"],
];

const WINDOWS: readonly (readonly [name: string, program: string])[] = [
  ["Google Chrome", "Google\\Chrome\\Application\\chrome.exe"],
  ["Chromium", "Chromium\\Application\\chrome.exe"],
  ["Microsoft Edge", "Microsoft\\Edge\\Application\\msedge.exe"],
];

/**
 * An installed browser of the Chromium family, or null. `RINGSIDE_BROWSER` names another program.
 * Nothing is started: only the places where each system keeps them are looked at.
 */
export function findBrowser(
  env: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
  exists: (path: string) => boolean = existsSync,
): Browser | null {
  const chosen = env.RINGSIDE_BROWSER;
  if (chosen) return exists(chosen) ? { name: chosen, program: chosen } : null;
  return candidates(env, platform).find(({ program }) => exists(program)) ?? null;
}

function candidates(env: Environment, platform: NodeJS.Platform): Browser[] {
  const within = (folders: readonly (string | undefined)[], list: typeof LINUX) =>
    list.flatMap(([name, path]) =>
      folders.flatMap((folder) => (folder ? [{ name, program: join(folder, path) }] : [])),
    );
  if (platform === "darwin") return within(["/Applications", join(env.HOME ?? "", "Applications")], MACOS);
  if (platform === "win32") return within([env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA], WINDOWS);
  return within([...(env.PATH ?? "").split(delimiter), "/usr/bin", "/snap/bin"], LINUX);
}
