import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { NONCE_MARK } from "./app/shells/common/pages.ts";

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { dependencies } = JSON.parse(readFileSync(from("package.json"), "utf8")) as { dependencies: object };

/** What Electron's main process finds at run time: its own module, Node's, and the packages that ship with the app. */
const outside = [
  "electron",
  /^node:/,
  ...builtinModules,
  ...Object.keys(dependencies).map((name) => new RegExp(`^${name}(/|$)`)),
];

/** `vite build` makes the page and Electron's files: main, its workers, and the preload as CommonJS. */
export default defineConfig({
  root: from("renderer"),
  plugins: [react()],
  html: { cspNonce: NONCE_MARK },
  build: { target: "chrome130", assetsInlineLimit: 0, chunkSizeWarningLimit: 4000, emptyOutDir: true },
  builder: {},
  environments: {
    client: { build: { outDir: from("dist/renderer") } },
    electron: {
      consumer: "server",
      resolve: { noExternal: true, external: Object.keys(dependencies) },
      build: {
        outDir: from("dist/electron"),
        copyPublicDir: false,
        target: "node24",
        rolldownOptions: {
          external: outside,
          input: {
            main: from("app/shells/electron/main.ts"),
            storeWorker: from("app/host/store/storeWorker.ts"),
            mapWorker: from("app/host/learn/features/map/mapWorker.ts"),
            trainWorker: from("app/host/learn/train/trainWorker.ts"),
          },
          // Whoever has a worker looks for it beside itself.
          output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name].js" },
        },
      },
    },
    preload: {
      consumer: "server",
      build: {
        outDir: from("dist/electron"),
        emptyOutDir: false,
        target: "node24",
        rolldownOptions: {
          external: outside,
          input: { preload: from("app/shells/electron/preload.ts") },
          output: { format: "cjs", entryFileNames: "[name].cjs" },
        },
      },
    },
  },
});
