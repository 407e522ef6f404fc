import { access } from "node:fs/promises";
import { join } from "node:path";

/** A path in a folder that nothing has yet: `Jab 03.csv`, or `Jab 03 (2).csv`. The name is made one that every system takes. */
export async function freeFile(folder: string, name: string, extension: string): Promise<string> {
  const safe = safeName(name);
  for (let times = 1; ; times++) {
    const path = join(folder, times === 1 ? `${safe}${extension}` : `${safe} (${times})${extension}`);
    const taken = await access(path).then(
      () => true,
      () => false,
    );
    if (!taken) return path;
  }
}

/** A name that every file system takes. */
export function safeName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what file systems refuse
  return name.replace(/[\u0000-\u001f<>:"/\\|?*]/g, "_").replace(/[. ]+$/, "_");
}
