import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { BUILD_MS, compile, compilerHere } from "./glove.ts";

const here = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), "ringside-core-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The stories themselves are in C++. */
async function stories(source: string): Promise<{ said: string; status: number | null }> {
  const program = join(folder, source);
  const main = join(here, "../../native/test/check_main.cpp");
  await compile([join(here, source), main], program, ["-Wconversion"]);
  const done = spawnSync(program, { encoding: "utf8", timeout: 120_000 });
  return { said: done.stdout + done.stderr, status: done.status };
}

describe.skipIf(!compilerHere)("the firmware's core (needs g++)", () => {
  test.each(["core.test.cpp", "slot.test.cpp"])(
    "%s",
    async (source) => {
      const { said, status } = await stories(source);
      expect(said).toMatch(/^\d+ passed, 0 failed\n$/);
      expect(status).toBe(0);
    },
    BUILD_MS,
  );
});
