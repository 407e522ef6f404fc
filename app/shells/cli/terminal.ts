import type { Terminal } from "./report.ts";

const CLEAR_LINE = "\r\u001b[K";
let shown = false;

function wipe(): void {
  if (shown) process.stderr.write(CLEAR_LINE);
  shown = false;
}

/** This process's own streams. The progress line is drawn on a real terminal only. */
export const standardTerminal: Terminal = {
  out(line) {
    wipe();
    process.stdout.write(`${line}\n`);
  },
  err(line) {
    wipe();
    process.stderr.write(`${line}\n`);
  },
  progress(line) {
    wipe();
    if (line === null || !process.stderr.isTTY) return;
    process.stderr.write(line);
    shown = true;
  },
};
