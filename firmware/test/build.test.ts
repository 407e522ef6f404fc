import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findSlot, readSlot, writeSlot } from "#host/device/images/slot.ts";
import { BUILD_MS } from "./glove.ts";

const room = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "ringside-build-"));
afterAll(() => rmSync(folder, { recursive: true }));

function node(script: string, args: readonly string[], path = process.env.PATH) {
  const env = { ...process.env, PATH: path };
  return spawnSync(process.execPath, [join(room, script), ...args], { encoding: "utf8", timeout: BUILD_MS, env });
}

test(
  "both sketches compile for the glove's core, or it is said why they were not tried",
  () => {
    const done = node("check.mjs", []);
    expect(done.stderr).toBe("");
    expect(done.status).toBe(0);
    expect(done.stdout).toMatch(/recognition: compiles for the Cortex-M4|skipped: sketches for the Cortex-M4/);
  },
  BUILD_MS,
);

test.each([
  ["with the tools that are here", process.env.PATH],
  ["without a compiler", folder],
])(
  "an image to flash in tests, %s: one slot that a pack goes into, and what it is",
  (_case, path) => {
    const out = join(folder, "image.bin");
    expect(node("image.mjs", [out], path)).toMatchObject({ status: 0, stderr: "" });
    const image = readFileSync(out);
    const slot = findSlot(image)!;
    expect(slot.capacity).toBe(65_536);
    expect(readSlot(image, slot)).toBeNull();
    const at = image.indexOf("RINGSIDE-FW:");
    expect(image.subarray(at + 12, image.indexOf(0, at)).toString()).toBe("ringside-recognition 1.0.0");
    const header = Buffer.alloc(44);
    const body = Buffer.alloc(65_536, 7);
    expect(writeSlot(image, slot, { header, body })).toHaveLength(image.length);
  },
  BUILD_MS,
);
