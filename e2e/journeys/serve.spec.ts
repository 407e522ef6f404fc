import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { enter, expect, test } from "./studio.ts";

const RINGSIDE = fileURLToPath(new URL("../../app/shells/cli/ringside.mjs", import.meta.url));

function ringside(env: NodeJS.ProcessEnv, ...args: string[]) {
  return spawn(process.execPath, [RINGSIDE, ...args], { env, stdio: ["ignore", "pipe", "inherit"] });
}

test("what the command line records is in the studio that the command line serves", async ({ studio, browser }) => {
  // One data folder after the other: the fixture's studio has no project open.
  const recording = ringside(
    studio.env,
    "record",
    "--source",
    "simulated",
    "--project",
    "Gym",
    "--seconds",
    "1",
    "--json",
  );
  const printed = await recording.stdout.setEncoding("utf8").toArray();
  const { name } = JSON.parse(printed.join(""));

  const serving = ringside(studio.env, "serve", "--project", "Gym", "--json");
  const lines = createInterface({ input: serving.stdout })[Symbol.asyncIterator]();
  const { address } = JSON.parse((await lines.next()).value ?? "{}");
  const page = await browser.newPage();
  await enter(page, address);
  await page.keyboard.press("Control+2");
  await expect(page.getByText(name).first()).toBeVisible();
  await page.close();

  serving.kill("SIGTERM");
  const [code] = await once(serving, "exit");
  expect(code).toBe(0);
});
