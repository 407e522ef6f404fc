import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "#host/doctor/browsers.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".mp4": "video/mp4",
};

/** The installed browser, as the journeys start it. */
export async function launchBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (found === null) throw new Error("this benchmark needs Chromium, Chrome or Edge");
  return chromium.launch({
    executablePath: found.program,
    // Chromium refuses to run as root with its sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
}

/** Serves built files on the loopback, isolated as the studio is: clocks in the page are then exact to 5 microseconds. */
export async function serveFolder(folder: string): Promise<{ address: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const file = join(folder, normalize(new URL(request.url ?? "/", "http://bench/").pathname));
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
    const bytes = statSync(file, { throwIfNoEntry: false })?.size;
    if (bytes === undefined) return response.writeHead(404).end();
    // A media element seeks by ranges.
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    const start = Number(from ?? 0);
    const end = Math.min(bytes - 1, to ? Number(to) : bytes - 1);
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("Content-Length", end - start + 1);
    if (from !== undefined) response.writeHead(206, { "Content-Range": `bytes ${start}-${end}/${bytes}` });
    return createReadStream(file, { start, end }).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The page of the drawing benchmarks. An error in it ends the benchmark: a rival that does not draw costs nothing. */
export async function openBenchPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(300_000);
  page.on("pageerror", (error) => {
    console.error(error);
    void page.close();
  });
  await page.goto(`${address}/page.html`);
  await page.waitForFunction(() => "drawing" in window);
  return page;
}
