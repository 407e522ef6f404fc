import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { findBrowser } from "#host/doctor/browsers.ts";
import { studioFolders } from "./folders.ts";
import { problemText, text } from "./text.ts";

test("folders follow each system's custom, and the environment overrules it", () => {
  expect(studioFolders({}, "linux", "/home/ann")).toEqual({
    data: "/home/ann/.local/share/ringside",
    projects: "/home/ann/Ringside",
  });
  expect(studioFolders({ XDG_DATA_HOME: "/x" }, "linux", "/home/ann").data).toBe("/x/ringside");
  expect(studioFolders({}, "darwin", "/Users/ann").data).toBe("/Users/ann/Library/Application Support/Ringside");
  const own = studioFolders({ RINGSIDE_DATA: "/d", RINGSIDE_PROJECTS: "/p" }, "linux", "/home/ann");
  expect(own).toEqual({ data: "/d", projects: "/p" });
});

test("the first browser that is there is taken, by each system's places", () => {
  const here = (path: string) => (each: string) => each === path;
  const linux = findBrowser({ PATH: "/usr/local/bin:/usr/bin" }, "linux", here("/usr/bin/google-chrome"));
  expect(linux).toEqual({ name: "Google Chrome", program: "/usr/bin/google-chrome" });
  const edge = "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge";
  expect(findBrowser({}, "darwin", here(edge))?.name).toBe("Microsoft Edge");
  expect(findBrowser({}, "win32", () => true)).toBeNull();
  expect(findBrowser({ PATH: "/usr/bin" }, "linux", () => false)).toBeNull();
  expect(findBrowser({ RINGSIDE_BROWSER: "/opt/mine" }, "linux", here("/opt/mine"))?.program).toBe("/opt/mine");
});

test.skipIf(process.platform === "win32")("one Ctrl+C that arrives twice is one, and lets the work end", async () => {
  const module = new URL("./stopSignal.ts", import.meta.url).href;
  const script = `
    const { stopSignal } = await import(${JSON.stringify(module)});
    const idle = setInterval(() => {}, 1000);
    stopSignal().addEventListener("abort", () => setTimeout(() => process.exit(7), 300));
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  const exited = once(child, "exit");
  child.kill("SIGINT");
  child.kill("SIGINT");
  expect((await exited)[0]).toBe(7);
});

test("texts are filled in; what has no text is shown as it is", () => {
  expect(text("shell.address", { address: "http://x" })).toBe("Ringside is at http://x");
  expect(text("no.such.key")).toBe("no.such.key");
  expect(problemText({ code: "shell.portBusy", detail: { port: 8080 } })).toEqual({
    problem: "shell.portBusy",
    message: "Port 8080 is used by another program.",
    next: expect.stringContaining("--port"),
  });
});
