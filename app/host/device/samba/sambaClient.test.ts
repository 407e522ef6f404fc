import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ProblemError } from "#domain/problems.ts";
import { NanoPort } from "../simulated/nanoPort.ts";
import { SimulatedNano } from "../simulated/simulatedNano.ts";
import { SAMBA_BAUD, SambaClient } from "./sambaClient.ts";

let nano: SimulatedNano;
let port: NanoPort;
let log: string[];

beforeEach(() => {
  nano = new SimulatedNano({ chip: "9F3C0011A2B4C5D6", speed: 200 });
  port = new NanoPort(nano, "board");
  log = [];
});
afterEach(() => nano.unplug());

const client = async () => new SambaClient(await port.open(port.path, SAMBA_BAUD), (line) => log.push(line));

/** An empty board stays in its boot loader. */
async function greeted(): Promise<SambaClient> {
  nano.plug();
  const samba = await client();
  await samba.hello();
  return samba;
}

async function problemOf(work: Promise<unknown>) {
  const error = await work.catch((reason: unknown) => reason);
  if (error instanceof ProblemError) return error.problem;
  throw new Error(`no problem but ${error}`);
}

describe("the boot loader of the Nano", () => {
  it("is greeted in spite of its stray bytes, and takes pages", async () => {
    const samba = await greeted();
    expect(log).toEqual(["boot loader: Arduino Bootloader (SAM-BA extended) 2.0 [Arduino:IKXYZ], nRF52840-QIAA"]);
    const pages = [randomBytes(4096), randomBytes(4096)];
    for (const [i, bytes] of pages.entries()) await samba.writePage(i, bytes);
    expect(Buffer.compare(nano.sketchBytes(8192), Buffer.concat(pages))).toBe(0);
    expect(await samba.matches(1, pages[1]!)).toBe(true);
    expect(await samba.matches(1, pages[0]!)).toBe(false);
  });

  it("never says that a write failed; its checksum does", async () => {
    nano.faults.corruptPages.add(3);
    const samba = await greeted();
    const bytes = randomBytes(4096);
    await samba.writePage(3, bytes);
    expect(await samba.matches(3, bytes)).toBe(false);
    await samba.writePage(4, bytes);
    expect(await samba.matches(4, bytes)).toBe(true);
  });

  it("that was left in the middle of a page is woken", async () => {
    nano.plug();
    const left = await port.open(port.path, SAMBA_BAUD);
    await left.write(Buffer.from("S00000034,00001000#"));
    await left.write(new Uint8Array(1234));
    await left.close();
    const samba = await client();
    await samba.hello();
    const bytes = randomBytes(4096);
    await samba.writePage(0, bytes);
    expect(await samba.matches(0, bytes)).toBe(true);
  });

  it("of another processor is refused", async () => {
    nano.faults.chip = "SAMD21G18A";
    expect(await problemOf(greeted())).toEqual({ code: "flash.wrongBoard", detail: { says: "SAMD21G18A" } });
  });

  it("that says nothing is given up", async () => {
    nano.faults.silent = true;
    expect((await problemOf(greeted())).code).toBe("flash.noReply");
  });

  it("that loses its cable ends the work at once", async () => {
    const samba = await greeted();
    const writing = samba.writePage(0, randomBytes(4096));
    nano.unplug();
    await expect(writing).rejects.toThrow("went away");
  });

  it("starts what was written, and stays where the first page is blank", async () => {
    const samba = await greeted();
    await samba.writePage(0, Buffer.alloc(4096, 0xff));
    await samba.reset();
    await sleep(50);
    expect(nano.mode).toBe("bootloader");
    const again = await client();
    await again.writePage(0, randomBytes(4096).fill(0, 0, 8));
    await again.reset();
    await sleep(50);
    expect(nano.mode).toBe("sketch");
  });
});
