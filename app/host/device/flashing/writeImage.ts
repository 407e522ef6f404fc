import { ProblemError } from "#domain/problems.ts";
import { type BytePort, PortGone } from "../../sources/serial/port.ts";
import { NANO } from "../images/nano.ts";
import { SAMBA_BAUD, SambaClient } from "../samba/sambaClient.ts";
import { type Flashing, openPatiently, stopIfCancelled } from "./flashing.ts";

/** A page that does not hold what it was given is written again this often in all. */
const TRIES = 3;

/**
 * Writes and verifies the image, and starts it. The first page is blank from the beginning and written last: the boot loader
 * starts nothing while it is, so that a board whose cable was pulled comes back in its boot loader, ready for the next try,
 * and never runs half a program.
 * @throws ProblemError flash.unplugged, flash.wrongBoard, flash.noReply, flash.notKept; those of openPort; job.cancelled
 */
export async function writeImage(flashing: Flashing, path: string, image: Uint8Array): Promise<void> {
  const { serial, tell } = flashing;
  tell("write", "running", { doneShare: 0 });
  const port = await openPatiently(flashing, "write", path, () => serial.openPort(path, SAMBA_BAUD));
  try {
    await write(flashing, port, pagesOf(image));
  } catch (error) {
    throw error instanceof PortGone ? new ProblemError("flash.unplugged", {}, { cause: error }) : error;
  } finally {
    await port.close();
  }
}

async function write(flashing: Flashing, port: BytePort, pages: readonly Uint8Array[]): Promise<void> {
  const { log, tell } = flashing;
  const samba = new SambaClient(port, log);
  await samba.hello();
  if (flashing.signal.aborted) {
    // Nothing was changed yet: what was on the board runs again.
    await samba.reset();
    stopIfCancelled(flashing);
  }
  const [first, ...others] = pages;
  log(`writing ${pages.length} pages`);
  await samba.writePage(0, new Uint8Array(NANO.pageBytes).fill(0xff));
  for (const [i, page] of others.entries()) {
    stopIfCancelled(flashing);
    await samba.writePage(i + 1, page);
    tell("write", "running", { doneShare: (i + 1) / pages.length });
  }
  tell("write", "done", { doneShare: 1 });
  tell("verify", "running", { doneShare: 0 });
  for (const [i, page] of others.entries()) {
    stopIfCancelled(flashing);
    if (!(await samba.matches(i + 1, page))) await writeUntilKept(samba, i + 1, page, TRIES - 1);
    tell("verify", "running", { doneShare: (i + 1) / pages.length });
  }
  stopIfCancelled(flashing);
  await writeUntilKept(samba, 0, first!, TRIES);
  log("all pages hold what was written");
  tell("verify", "done", { doneShare: 1 });
  await samba.reset();
}

/** @throws ProblemError flash.notKept: the flash is worn out, or something else writes to it */
async function writeUntilKept(samba: SambaClient, page: number, bytes: Uint8Array, tries: number): Promise<void> {
  for (let left = tries; left > 0; left--) {
    await samba.writePage(page, bytes);
    if (await samba.matches(page, bytes)) return;
  }
  throw new ProblemError("flash.notKept", { page });
}

/** Whole pages; the last one is filled with zeros. */
function pagesOf(image: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(image.length / NANO.pageBytes) }, (_, i) => {
    const page = new Uint8Array(NANO.pageBytes);
    page.set(image.subarray(i * NANO.pageBytes, (i + 1) * NANO.pageBytes));
    return page;
  });
}
