import { mkdir, rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { StoreThread } from "./storeThread.ts";
import { inProjectFolder } from "./testing/fixtures.ts";

test("a thread that could not open its project still closes, and answers nothing afterwards", () =>
  inProjectFolder(async (folder) => {
    await mkdir(folder);
    const reader = new StoreThread("reader");
    await expect(reader.call("open", folder, false)).rejects.toThrow("disk.failed");
    await reader.close();
    await expect(reader.call("captures", false)).rejects.toThrow("the store's thread ended");
    await reader.close();
  }));

test("a call that fails for no reason a user could mend says where it happened", async () => {
  const writer = new StoreThread("writer");
  // A folder that is gone between the look at it and the opening.
  await inProjectFolder(async (folder) => {
    await mkdir(folder);
    await rm(folder, { recursive: true });
    await expect(writer.call("open", folder, false)).rejects.toThrow(/directory does not exist[\s\S]*lock\.ts/);
  });
  await writer.close();
});
