import { ProblemError } from "#domain/problems.ts";
import { type Flashing, locate, openPatiently, rest, stopIfCancelled } from "./flashing.ts";

const TOUCH_BAUD = 1200;
/** Any other: only a change to 1200 is a touch. */
const BEFORE_TOUCH_BAUD = 9600;

/**
 * Brings the board into its boot loader and returns where that is: it comes back under another name. A sketch that lives is
 * asked by the 1200 baud touch; for one that does not, or a board that is unplugged, it waits until somebody helps.
 * @throws ProblemError flash.noBootloader, device.noAccess …; job.cancelled
 */
export async function enterBootloader(flashing: Flashing): Promise<string> {
  const { timing, tell, log } = flashing;
  const startMs = performance.now();
  let touchedMs = Number.NEGATIVE_INFINITY;
  /** Since when the board has not done what it was asked. */
  let sinceMs = startMs;
  let path = "";
  let seenMs = 0;
  tell("bootloader", "running");
  for (;;) {
    stopIfCancelled(flashing);
    const nowMs = performance.now();
    const at = await locate(flashing);
    if (at?.mode === "bootloader") {
      if (path !== at.port.path) {
        log(`boot loader at ${at.port.path}`);
        path = at.port.path;
        seenMs = nowMs;
      }
      if (nowMs - seenMs >= timing.settleMs) {
        tell("bootloader", "done", { doneShare: 1 });
        return path;
      }
    } else {
      path = "";
      // A board that was away is a new chance.
      if (at === null) touchedMs = Number.NEGATIVE_INFINITY;
      else if (nowMs - touchedMs > timing.touchAgainMs) {
        await touch(flashing, at.port.path);
        const first = touchedMs === Number.NEGATIVE_INFINITY;
        touchedMs = performance.now();
        if (first) sinceMs = touchedMs;
      }
      if (nowMs - startMs > timing.patienceMs) throw new ProblemError("flash.noBootloader");
      if (nowMs - sinceMs > timing.bootloaderMs) {
        tell("bootloader", "stalled", { hint: at === null ? "plugIn" : "pressReset" });
      }
    }
    await rest(flashing, timing.pollMs);
  }
}

/** Opened, set to 1200 baud and closed: what asks an Arduino sketch to start the boot loader. */
async function touch(flashing: Flashing, path: string): Promise<void> {
  const { serial, log } = flashing;
  try {
    const open = () => serial.openPort(path, BEFORE_TOUCH_BAUD, { dtr: false });
    const port = await openPatiently(flashing, "bootloader", path, open);
    log(`touching ${path} at ${TOUCH_BAUD} baud`);
    await port.setBaud(TOUCH_BAUD).catch((error) => log(`${path}: ${error}`));
    await port.close();
  } catch (error) {
    // It went between the look and the touch.
    if (!(error instanceof ProblemError) || error.problem.code !== "device.notFound") throw error;
  }
}
