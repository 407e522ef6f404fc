import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A disk of its own for a test: small enough to fill, and it can be made read-only. */
export interface SmallDisk {
  readonly path: string;
  setReadOnly(readOnly: boolean): void;
}

function mount(...args: string[]): void {
  execFileSync("mount", args, { stdio: "ignore" });
}

/** Only root on Linux may mount; elsewhere these tests are skipped. */
export const canMount = await probe();

async function probe(): Promise<boolean> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    await onSmallDisk(1, async () => {});
    return true;
  } catch {
    return false;
  }
}

export async function onSmallDisk<T>(megabytes: number, story: (disk: SmallDisk) => Promise<T>): Promise<T> {
  const path = mkdtempSync(join(tmpdir(), "ringside-disk-"));
  try {
    mount("-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", path);
    try {
      return await story({
        path,
        setReadOnly: (readOnly) => mount("-o", `remount,${readOnly ? "ro" : "rw"}`, path),
      });
    } finally {
      execFileSync("umount", ["-l", path]);
    }
  } finally {
    rmdirSync(path);
  }
}
