import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Starts the studio as a newcomer does, opens its address as a browser does, and stops it as a system does. */
const START_LIMIT_MS = 15 * 60 * 1000;
const STOP_LIMIT_MS = 30_000;

const folder = mkdtempSync(join(tmpdir(), "ringside-start-"));
const npm = spawn("npm", ["start", "--", "--headless"], {
  env: { ...process.env, RINGSIDE_DATA: join(folder, "data"), RINGSIDE_PROJECTS: join(folder, "projects") },
  stdio: ["ignore", "pipe", "inherit"],
});
const limit = setTimeout(() => npm.kill("SIGTERM"), START_LIMIT_MS);
const address = await firstAddress();
clearTimeout(limit);
if (address === null) throw new Error("npm start printed no address");

const entry = await fetch(address, { redirect: "manual" });
if (entry.status !== 303) throw new Error(`the address answered ${entry.status}`);
const cookie = entry.headers.get("set-cookie").split(";", 1)[0];
const page = await fetch(new URL("/", address), { headers: { cookie } });
if (page.status !== 200 || !(await page.text()).includes("Ringside"))
  throw new Error(`the page answered ${page.status}`);

npm.kill("SIGTERM");
await untilSilent(new URL("/", address));
rmSync(folder, { recursive: true, force: true });
console.log("The studio answered, and stopped when it was told to.");
process.exit();

async function firstAddress() {
  for await (const line of createInterface({ input: npm.stdout })) {
    console.log(line);
    const found = /http:\S+/.exec(line);
    if (found) return found[0];
  }
  return null;
}

async function untilSilent(url) {
  const end = Date.now() + STOP_LIMIT_MS;
  while (Date.now() < end) {
    const answers = await fetch(url).then(
      () => true,
      () => false,
    );
    if (!answers) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("the studio still answers after it was told to stop");
}
