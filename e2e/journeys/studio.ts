import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { test as base, expect, type Page } from "@playwright/test";

const MAIN = fileURLToPath(new URL("../../app/shells/browser/main.ts", import.meta.url));
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 60_000;

export interface RunningStudio {
  /** Everything that the studio keeps; gone after the test. */
  readonly folder: string;
  readonly projectsFolder: string;
  /** Where a VirtualBoard tells the studio of its port. */
  readonly portsFile: string;
  /** Environment of a command line that works on the same data. */
  readonly env: NodeJS.ProcessEnv;
  /** A fresh address; each lets one browser in. */
  nextAddress(): string;
  /** Asks the process to stop and returns its exit code. */
  stop(): Promise<number | null>;
  /** Ends the process as a crash would. */
  kill(): Promise<void>;
}

/** Starts the real studio, as `npm start -- --headless` does, on the data of `folder`. */
export async function startStudio(
  folder: string,
  args: readonly string[] = [],
  more: NodeJS.ProcessEnv = {},
): Promise<RunningStudio> {
  const projectsFolder = join(folder, "projects");
  const portsFile = join(folder, "ports.json");
  const own = { RINGSIDE_DATA: join(folder, "data"), RINGSIDE_PROJECTS: projectsFolder, RINGSIDE_PORTS: portsFile };
  const env = { ...process.env, ...more, ...own };
  const child = spawn(process.execPath, [MAIN, "--headless", "--tokens", "9", ...args], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const addresses = await readAddresses(child, 9);
  return {
    folder,
    projectsFolder,
    portsFile,
    env,
    nextAddress() {
      const address = addresses.shift();
      if (address === undefined) throw new Error("all addresses are used");
      return address;
    },
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill("SIGTERM");
      const [code] = await once(child, "exit", { signal: AbortSignal.timeout(STOP_LIMIT_MS) });
      return code;
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

async function readAddresses(child: ChildProcess, count: number): Promise<string[]> {
  const addresses: string[] = [];
  const limit = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /http:\S+/.exec(line)?.[0];
    if (address !== undefined) addresses.push(address);
    if (addresses.length === count) break;
  }
  clearTimeout(limit);
  if (addresses.length < count) throw new Error(`the studio printed ${addresses.length} addresses, not ${count}`);
  child.stdout!.resume();
  return addresses;
}

/** Opens an address and waits until the studio shows its first screen: a key pressed before that is nobody's. */
export async function enter(page: Page, address: string): Promise<void> {
  await page.goto(address);
  const doors = page.getByRole("heading", { name: "What do you want to do?" });
  const workspaces = page.getByRole("banner").getByRole("navigation");
  await expect(doors.or(workspaces)).toBeVisible();
}

/** Makes an empty project by keys alone, and is in its first place then. */
export async function newProject(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("new project");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "New project" })).toBeVisible();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByText("No glove is connected")).toBeVisible();
}

export interface StudioFixtures {
  /** More arguments for the studio, e.g. none at all for the demo of the first start: `test.use({ studioArgs: [] })`. */
  studioArgs: string[];
  studio: RunningStudio;
}

/**
 * Every journey has a studio of its own on empty folders, starting on the start screen. `page` is already inside.
 * A journey fails when the page logs an error, or when the studio does not stop cleanly.
 */
export const test = base.extend<StudioFixtures>({
  studioArgs: [["--no-demo"], { option: true }],
  studio: async ({ studioArgs }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "ringside-journey-"));
    const studio = await startStudio(folder, studioArgs);
    await use(studio);
    expect(await studio.stop(), "exit code of the studio").toBe(0);
    await rm(folder, { recursive: true, force: true });
  },
  page: async ({ page, studio }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await enter(page, studio.nextAddress());
    await use(page);
    expect(errors, "errors of the page").toEqual([]);
  },
});

export { expect };
