import { defineConfig } from "@playwright/test";
import { findBrowser } from "./app/host/doctor/browsers.ts";

const browser = findBrowser();
if (browser === null)
  throw new Error("The journeys need Chromium, Chrome or Edge. On Debian: apt-get install chromium");

/** One spec per user journey, on an installed browser: Playwright's own cannot be fetched everywhere. */
export default defineConfig({
  testDir: "e2e/journeys",
  testMatch: "*.spec.ts",
  outputDir: "test-results/journeys",
  // Two cores: journeys that record would disturb each other.
  workers: 1,
  timeout: 150_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  use: {
    viewport: { width: 1440, height: 900 },
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: browser.program,
      // Chromium refuses to run as root with its sandbox.
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
