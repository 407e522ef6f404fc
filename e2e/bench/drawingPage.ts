import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

/** Builds the page of the drawing benchmarks as the studio's own page is built. @returns its folder, to be removed. */
export async function buildDrawingPage(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), "ringside-bench-"));
  const root = join(import.meta.dirname, "drawing");
  await build({
    configFile: false,
    root,
    logLevel: "error",
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(root, "page.html") } },
  });
  return outDir;
}
