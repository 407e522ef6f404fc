import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { NONCE_MARK } from "./app/shells/common/pages.ts";

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: from("renderer"),
  plugins: [react()],
  html: { cspNonce: NONCE_MARK },
  build: {
    outDir: from("dist/renderer"),
    emptyOutDir: true,
    target: "chrome130",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
});
