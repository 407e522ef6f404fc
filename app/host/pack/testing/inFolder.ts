import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { coreToolchain, hostToolchain, type Toolchain } from "../tools/toolchain.ts";

const found = await Promise.all([hostToolchain(), coreToolchain()]);

/** The compilers of this machine: tests run on each, and name what is not there. */
export const toolchains: readonly Toolchain[] = found.flatMap((one) => ("missing" in one ? [] : [one]));

/** A temporary folder for one story. */
export async function inFolder<T>(story: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "ringside-pack-"));
  try {
    return await story(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
