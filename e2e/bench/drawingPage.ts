import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

/** Builds the page of the drawing benchmarks as the studio's own page is built. @returns its folder, to be removed. */
export function buildDrawingPage(): Promise<string> {
  return buildBenchPage("drawing");
}

/** Builds `page.html` of a folder beside this file. @returns the folder of what was built, to be removed. */
export async function buildBenchPage(name: string): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const root = join(import.meta.dirname, name);
  await build({
    configFile: false,
    root,
    logLevel: "error",
    build: { target: "chrome130", outDir, emptyOutDir: true, rolldownOptions: { input: join(root, "page.html") } },
  });
  return outDir;
}
