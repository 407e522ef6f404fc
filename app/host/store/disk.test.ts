import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openProjectStore } from "./open.ts";
import { asList, countingRows, finish, format, glove, newCapture } from "./testing/fixtures.ts";
import { canMount, onSmallDisk } from "./testing/smallDisk.ts";

const ROWS = 4000;

test.skipIf(!canMount)("a disk that fills up while recording loses nothing once there is space again", () =>
  onSmallDisk(3, async ({ path }) => {
    const store = await openProjectStore(join(path, "Gym.ringside"), { create: true });
    const journal = await store.begin(newCapture("Jab", glove("left", format(9))));
    const stream = journal.capture.streams[0]!;
    const told: string[] = [];
    journal.onTrouble((code) => told.push(code));
    const ballast = join(path, "ballast");
    await writeFile(ballast, Buffer.alloc(3 << 20)).catch(() => {});

    for (let row = 0; row < ROWS; row += 100) journal.append(stream.id, row, countingRows(row, 100, 9), []);
    await expect.poll(() => told).toEqual(["disk.full"]);
    await rm(ballast);
    await expect.poll(() => told).toEqual(["disk.full", "disk.recovered"]);
    const capture = await finish(journal);
    const { runs, values } = await store.readSamples(capture.id, stream.id, 0, 1e6);
    expect(runs).toEqual([{ firstIndex: 0, rows: ROWS }]);
    expect(asList(values)).toEqual([...countingRows(0, ROWS, 9)]);
    await store.close();
  }),
);

test.skipIf(!canMount)("a project on a full disk still opens, for reading, and says why", () =>
  onSmallDisk(3, async ({ path }) => {
    const folder = join(path, "Gym.ringside");
    await (await openProjectStore(folder, { create: true })).close();
    await writeFile(join(path, "ballast"), Buffer.alloc(3 << 20)).catch(() => {});
    const store = await openProjectStore(folder);
    expect(store.readOnlyReason?.code).toBe("disk.full");
    expect(await store.captures(false)).toEqual([]);
    await store.close();
  }),
);

test.skipIf(!canMount)("a project on a medium that cannot be written opens for reading", () =>
  onSmallDisk(8, async (disk) => {
    const folder = join(disk.path, "Gym.ringside");
    const writing = await openProjectStore(folder, { create: true });
    const journal = await writing.begin(newCapture("Jab", glove("left", format(3))));
    journal.append(journal.capture.streams[0]!.id, 0, countingRows(0, 300, 3), []);
    const { id } = await finish(journal);
    await writing.close();

    disk.setReadOnly(true);
    const store = await openProjectStore(folder);
    expect(store).toMatchObject({ readOnly: true, readOnlyReason: { code: "project.readOnlyFiles" } });
    expect(await store.capture(id)).toMatchObject({ name: "Jab", streams: [{ rows: 300 }] });
    await expect(store.rename(id, "Hook")).rejects.toThrow("project.readOnly");
    await store.close();
    await expect(openProjectStore(join(disk.path, "New.ringside"), { create: true })).rejects.toThrow(
      "project.noAccess",
    );
  }),
);

test.skipIf(!canMount)("what a killed studio left on a medium that is read-only now can be read, rows and all", () =>
  onSmallDisk(8, async (disk) => {
    const folder = join(disk.path, "Gym.ringside");
    const script = join(import.meta.dirname, "testing", "recordUntilKilled.ts");
    const studio = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(studio, "exit");
    await once(studio.stdout, "data");
    await new Promise((resolve) => setTimeout(resolve, 700));
    studio.kill("SIGKILL");
    await exit;
    // A card reader or a disc shows the database and its WAL, and no shared-memory file can be made.
    await rm(join(folder, "project.sqlite-shm"));
    disk.setReadOnly(true);
    const store = await openProjectStore(folder);
    const [capture] = await store.captures(false);
    expect(capture!.state).toBe("interrupted");
    expect(capture!.streams[0]!.rows).toBeGreaterThan(100);
    await store.close();
  }),
);
