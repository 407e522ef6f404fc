import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openProjectStore } from "../open.ts";
import { PROJECT_FILE } from "../projectFiles.ts";
import { connect } from "../sqlite.ts";
import { finish, format, glove, inProjectFolder, newCapture } from "../testing/fixtures.ts";

const KILLS = 8;
/** Edits of one run take places of their own: a run gets nowhere near this many. */
const PLACES = 100_000;

test("a studio killed between edits keeps every edit that it confirmed, and undo goes on", { timeout: 120_000 }, () =>
  inProjectFolder(async (folder) => {
    const made = await openProjectStore(folder, { create: true });
    const { id } = await finish(await made.begin(newCapture("Jab", glove("left", format(1)))), KILLS * PLACES * 1000);
    await made.close();
    const confirmed: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      confirmed.push(...(await editAndKill(folder, id, kill * PLACES, 20 + ((kill * 7919) % 200))));
      const db = connect(join(folder, PROJECT_FILE), { readOnly: true, timeoutMs: 1000 });
      expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
      db.close();
    }
    const store = await openProjectStore(folder);
    const stored = (await store.tracks(id))[0]!.segments.map((segment) => segment.id);
    expect(confirmed.filter((each) => !stored.includes(each))).toEqual([]);
    // At most one edit of each run was stored without having been confirmed.
    expect(stored.length - confirmed.length).toBeLessThanOrEqual(KILLS);
    for (let left = stored.length; left > 0; left--) expect(await store.undo(id)).toMatchObject({ code: "draw" });
    expect(await store.undo(id)).toBeNull();
    expect(await store.tracks(id)).toEqual([]);
    await store.close();
  }),
);

/** Returns the ids of the edits that were confirmed. */
async function editAndKill(folder: string, captureId: string, from: number, afterMs: number): Promise<string[]> {
  const script = join(import.meta.dirname, "..", "testing", "editUntilKilled.ts");
  const child = spawn(process.execPath, [script, folder, captureId, String(from)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit");
  let told = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    told += part;
  });
  const ended = once(child.stdout, "end");
  await expect.poll(() => told || child.exitCode, { timeout: 20_000, interval: 5 }).toBeTruthy();
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill("SIGKILL");
  expect(await exit).toEqual([null, "SIGKILL"]);
  await ended;
  return told.trim().split("\n");
}
