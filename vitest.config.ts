import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["app/**/*.test.ts", "renderer/**/*.test.{ts,tsx}", "e2e/**/*.test.ts"],
    testTimeout: 20_000,
    maxWorkers: 2,
  },
});
