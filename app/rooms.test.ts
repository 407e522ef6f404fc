import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = join(root, ".tsbuild", "rooms-test");

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Compiles a room with one more file in it and returns what the compiler says about that file. */
function compileInRoom(room: string, references: readonly string[], source: string): string {
  const folder = join(scratch, room.replaceAll("/", "-"));
  mkdirSync(folder, { recursive: true });
  const from = (path: string) => relative(folder, join(root, path));
  writeFileSync(join(folder, "visitor.ts"), source);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      extends: from(`${room}/tsconfig.json`),
      compilerOptions: { rootDir: from("."), outDir: "out" },
      include: ["visitor.ts"],
      exclude: [],
      references: references.map((path) => ({ path: from(path) })),
    }),
  );
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  return spawnSync(process.execPath, [tsc, "-b", folder], { encoding: "utf8", cwd: root }).stdout;
}

/** What the linter says about a source at this path, by the house's own rules in a house of one file. */
function lintAt(path: string, source: string): string {
  const house = mkdtempSync(join(tmpdir(), "ringside-lint-"));
  const rules = JSON.parse(readFileSync(join(root, "biome.json"), "utf8"));
  writeFileSync(join(house, "biome.json"), JSON.stringify({ ...rules, vcs: { enabled: false } }));
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), source);
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr } = spawnSync(process.execPath, [biome, "lint", "."], { encoding: "utf8", cwd: house });
  rmSync(house, { recursive: true });
  return stdout + stderr;
}

describe("a room sees what it may see, and nothing else", () => {
  test("what is allowed compiles", () => {
    const source = 'import { hostNowUs } from "#host/sources/source.ts";\nexport const now: number = hostNowUs();\n';
    expect(compileInRoom("app/shells/cli", ["app/host"], source)).toBe("");
  });

  test.each([
    ["app/domain", [], 'export { hostNowUs } from "#host/sources/source.ts";'],
    ["app/domain", [], 'export { calls } from "#contract/contract.ts";'],
    ["app/contract", ["app/domain"], 'export { hostNowUs } from "#host/sources/source.ts";'],
    ["renderer", ["app/domain", "app/contract"], 'export { hostNowUs } from "#host/sources/source.ts";'],
    ["app/host", ["app/domain", "app/contract"], 'export { studioFolders } from "../../app/shells/common/folders.ts";'],
  ])("%s does not import from a room it must not know: %s %s", (room, references, source) => {
    expect(compileInRoom(room, references, source)).toMatch(/error TS(6307|6059|2307|5097)/);
  });

  test.each([
    ["app/host", ["app/domain", "app/contract"], "export const title = document.title;"],
    ["app/domain", [], "export const here = process.cwd();"],
    ["renderer", ["app/domain", "app/contract"], "export const here = process.cwd();"],
  ])("%s has no globals of another place: %s %s", (room, references, source) => {
    expect(compileInRoom(room, references, source)).toMatch(/error TS(2304|2580|2584|2591)/);
  });

  test.each([
    ["better-sqlite3", "app/host/capture/visitor.ts", "app/host/store/visitor.ts"],
    ["serialport", "app/host/capture/visitor.ts", "app/host/sources/serial/visitor.ts"],
    ["electron", "app/shells/browser/visitor.ts", "app/shells/electron/visitor.ts"],
    ["react", "renderer/timeline/core/visitor.ts", "renderer/timeline/visitor.ts"],
  ])("%s is imported in its own folder only", (name, outside, inside) => {
    const source = `import thing from "${name}";\nconsole.log(thing);\n`;
    expect(lintAt(outside, source)).toContain("noRestrictedImports");
    expect(lintAt(inside, source)).not.toContain("noRestrictedImports");
  });
});
