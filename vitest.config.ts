import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    globalSetup: "app/shells/bootstrap/engineForTests.mjs",
    include: [
      "app/**/*.test.ts",
      "renderer/**/*.test.{ts,tsx}",
      "e2e/**/*.test.ts",
      "native/**/*.test.ts",
      "firmware/**/*.test.ts",
    ],
    testTimeout: 20_000,
    // A story that polls waits for a fact, not for a speed: a busy machine must not fail it.
    expect: { poll: { timeout: 10_000 } },
    // One more than the cores of the smallest machine that runs them: many stories wait for a glove or a program, not for a core.
    maxWorkers: 3,
  },
});
