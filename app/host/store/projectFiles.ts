/** What lies in a project folder, `Name.ringside/`. */
export const PROJECT_ENDING = ".ringside";
export const PROJECT_FILE = "project.sqlite";
export const MEDIA_FOLDER = "media";
/** Held by the studio that may write (lock.ts). */
export const LOCK_FILE = "studio.lock";

/** The copy that is made before a project of this version is migrated. */
export function backupFile(version: number): string {
  return `project.version-${version}.backup.sqlite`;
}
