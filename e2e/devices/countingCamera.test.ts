import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readCount, writeCountingFilm } from "./countingCamera.ts";

it("each frame of the film shows its own number", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ringside-film-"));
  const path = join(folder, "film.y4m");
  writeCountingFilm(path, 40, 30);
  const film = await readFile(path);
  const header = film.indexOf("\n") + 1;
  const frameBytes = "FRAME\n".length + 160 * 120 * 1.5;
  expect(film.byteLength).toBe(header + 40 * frameBytes);
  for (let frame = 0; frame < 40; frame++) {
    const line = header + frame * frameBytes + "FRAME\n".length + 60 * 160;
    expect(readCount(film.subarray(line, line + 160))).toBe(frame);
  }
  await rm(folder, { recursive: true });
});
