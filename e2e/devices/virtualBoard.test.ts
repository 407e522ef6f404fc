import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FlashRecord } from "#domain/deploy/flash.ts";
import { ProblemError } from "#domain/problems.ts";
import { FlashBook } from "#host/device/flashing/flashBook.ts";
import { FlashDesk, type FlashPorts } from "#host/device/flashing/flashDesk.ts";
import type { ToldStep } from "#host/device/flashing/stepTeller.ts";
import { ImageShelf } from "#host/device/images/imageShelf.ts";
import { madeImage } from "#host/device/simulated/madeImage.ts";
import { simulatedRecognition } from "#host/device/simulated/simulatedBoard.ts";
import { JobDesk } from "#host/jobs.ts";
import { openPort } from "#host/sources/serial/port.ts";
import { SerialSource } from "#host/sources/serial/serialSource.ts";
import { VirtualBoard } from "./virtualBoard.ts";

vi.setConfig({ testTimeout: 60_000 });

/** A stranger's program: it says nothing, and is not asked. 300 KiB are 75 pages. */
const IMAGE = madeImage({ bytes: 300 * 1024, seed: 7 });
const OLD = madeImage({ bytes: 20_000, seed: 3 });
const PAGES = 75;
const QUICK = { passiveMs: 50, recoverMs: 50, otherRateMs: 20 };

let folder: string;
let board: VirtualBoard;
let jobs: JobDesk;
let shelf: ImageShelf;
let imageId: string;
let desk: FlashDesk;
let book: FlashBook;
let told: ToldStep[];

async function newDesk(more: Partial<FlashPorts> = {}): Promise<FlashDesk> {
  const source = new SerialSource({ listPorts: board.list, timing: QUICK });
  return new FlashDesk({
    serial: source,
    source,
    shelf,
    book,
    slotOf: () => Promise.reject(new ProblemError("model.notFound")),
    release: async () => async () => {},
    recording: () => false,
    log: () => {},
    timing: { pollMs: 50, settleMs: 100, bootloaderMs: 3000, touchAgainMs: 2000, patienceMs: 20_000 },
    ...more,
  });
}

function flash(jobId = "flash", onStep: (step: ToldStep) => void = () => {}): Promise<FlashRecord> {
  const wish = { boardId: board.boardId, imageId, model: null };
  const hear = (step: ToldStep) => {
    told.push(step);
    onStep(step);
  };
  return jobs.run(jobId, (job) => desk.run(wish, job, hear));
}

const hints = () => [...new Set(told.map(({ hint }) => hint).filter((hint) => hint !== null))];

function expectOnBoard(image: Uint8Array): void {
  expect(Buffer.compare(board.nano.sketchBytes(image.length), image)).toBe(0);
}

/** The same again, without a fault. */
async function expectRetryToWork(): Promise<void> {
  Object.assign(board.nano.faults, { silent: false, chip: "nRF52840-QIAA" });
  board.nano.faults.corruptPages.clear();
  board.nano.onPage = () => {};
  if (board.nano.mode === "gone") await board.plug();
  told = [];
  expect(await flash("retry")).toMatchObject({ result: "done", problem: null, step: "check" });
  expectOnBoard(IMAGE);
  expect(board.nano.mode).toBe("sketch");
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "board-"));
  shelf = await ImageShelf.open(folder, () => {});
  book = await FlashBook.open(folder, () => {});
  imageId = (await shelf.add("program.bin", IMAGE, { origin: "added", packHash: null })).id;
  jobs = new JobDesk(() => {});
  told = [];
  board = new VirtualBoard({ folder, image: OLD, speed: 20 });
  await board.plug();
  desk = await newDesk();
});

afterEach(async () => {
  await board.unplug();
  await rm(folder, { recursive: true });
});

it("300 KiB are written and verified, with the port renamed in the middle and at the end", async () => {
  const paths = new Set([board.path]);
  const record = await flash("flash", () => paths.add(board.path));
  expect(record).toMatchObject({
    result: "done",
    step: "check",
    problem: null,
    board: { simulated: true },
    pack: null,
  });
  expectOnBoard(IMAGE);
  // What the last page has left over is zero.
  expect([...paths].filter((path) => path !== null)).toHaveLength(3);
  const done = told.filter(({ state }) => state === "done").map(({ step }) => step);
  expect(done).toEqual(["prepare", "bootloader", "write", "verify", "check"]);
  expect(book.list()).toEqual([record]);
  expect((await book.lines(record.id)).join("\n")).toContain("all pages hold what was written");
});

describe("a fault", () => {
  it.each([
    ["at 10 %", PAGES * 0.1],
    ["at 50 %", PAGES * 0.5],
    ["at 99 %", PAGES * 0.99],
  ])("cable out %s: the board waits in its boot loader", async (_, pages) => {
    board.nano.onPage = (written) => {
      if (written.length >= pages) board.nano.unplug();
    };
    expect(await flash()).toMatchObject({ result: "failed", step: "write", problem: { code: "flash.unplugged" } });
    expect(told.at(-1)).toMatchObject({ step: "write", state: "failed", hint: "plugIn" });
    await board.plug();
    expect(board.nano.mode).toBe("bootloader");
    await expectRetryToWork();
  });

  it("a page that does not keep what it was given ends after three tries", async () => {
    board.nano.faults.corruptPages.add(40);
    const failed = await flash();
    expect(failed).toMatchObject({
      result: "failed",
      step: "verify",
      problem: { code: "flash.notKept", detail: { page: 40 } },
    });
    await expectRetryToWork();
  });

  it("a page that was spoilt once is written again", async () => {
    board.nano.faults.corruptPages.add(40);
    board.nano.onPage = (written) => {
      if (written.at(-1) === 40) board.nano.faults.corruptPages.clear();
    };
    expect(await flash()).toMatchObject({ result: "done" });
    expectOnBoard(IMAGE);
  });

  it("another processor, or a boot loader that says nothing, is not written to", async () => {
    board.nano.faults.chip = "SAMD21G18A";
    expect(await flash()).toMatchObject({ step: "write", problem: { code: "flash.wrongBoard" } });
    expectOnBoard(OLD);
    board.nano.faults.chip = "nRF52840-QIAA";
    board.nano.faults.silent = true;
    await board.pressResetTwice();
    expect(await flash("silent")).toMatchObject({ step: "write", problem: { code: "flash.noReply" } });
    expectOnBoard(OLD);
    await board.pressResetTwice();
    await expectRetryToWork();
  });

  it("a sketch that hears nothing: the reset button is shown, and pressing it twice goes on", async () => {
    board.nano.crashed = true;
    const flashing = flash("flash", ({ hint }) => {
      if (hint !== "pressReset") return;
      board.nano.crashed = false;
      board.nano.pressResetTwice();
    });
    expect(await flashing).toMatchObject({ result: "done" });
    expect(hints()).toEqual(["pressReset"]);
  });

  it("a board that is pulled out before it is written: plugging it in goes on", async () => {
    board.nano.crashed = true;
    const flashing = flash("flash", ({ step, state, hint }) => {
      if (step === "bootloader" && state === "running" && hint === null) board.nano.unplug();
      if (hint !== "plugIn") return;
      board.nano.crashed = false;
      board.nano.plug();
    });
    expect(await flashing).toMatchObject({ result: "done" });
    expect(hints()).toEqual(["plugIn"]);
  });

  it("a port that another program has open is waited for", async () => {
    const other = await openPort(board.path!, 115_200);
    const flashing = flash("flash", ({ hint }) => {
      if (hint === "closeOther") void other.close();
    });
    expect(await flashing).toMatchObject({ result: "done" });
    expect(hints()).toEqual(["closeOther"]);
  });

  it("a port that may not be opened is told, and Retry works when it may", async () => {
    let allowed = false;
    const source = new SerialSource({
      listPorts: board.list,
      timing: QUICK,
      openPort: async (path, ...how) => {
        if (!allowed) throw new ProblemError("device.noAccess", { port: path });
        return openPort(path, ...how);
      },
    });
    desk = await newDesk({ serial: source, source, timing: { pollMs: 50, settleMs: 100, rightsMs: 200 } });
    expect(await flash()).toMatchObject({ step: "bootloader", problem: { code: "device.noAccess" } });
    allowed = true;
    await expectRetryToWork();
  });

  it("nobody helps: it ends, and says so", async () => {
    board.nano.crashed = true;
    desk = await newDesk({ timing: { pollMs: 50, bootloaderMs: 200, patienceMs: 500 } });
    expect(await flash()).toMatchObject({ step: "bootloader", problem: { code: "flash.noBootloader" } });
    expectOnBoard(OLD);
    board.nano.crashed = false;
    await board.unplug();
    desk = await newDesk();
    await expectRetryToWork();
  });
});

describe("a flash that is cancelled", () => {
  it.each(["bootloader", "write", "verify", "check"] as const)(
    "in %s is remembered as that, and Retry works",
    async (at) => {
      const record = await flash("flash", ({ step, doneShare }) => {
        if (step === at && (at !== "write" || (doneShare ?? 0) > 0.3)) jobs.cancel("flash");
      });
      expect(record).toMatchObject({ result: "cancelled", step: at, problem: null, answer: null });
      await expectRetryToWork();
    },
  );
});

it("one board at a time, none while a recording runs, and none that is not there", async () => {
  const first = flash();
  await expect(flash("second")).rejects.toThrow("flash.busy");
  expect((await first).result).toBe("done");
  desk = await newDesk({ recording: () => true });
  await expect(flash()).rejects.toThrow("recording.busy");
  desk = await newDesk();
  await board.unplug();
  await expect(flash()).rejects.toThrow("flash.noBoard");
  expect(book.list()).toHaveLength(1);
});

it("an image for the simulated board alone does not go onto a real one", async () => {
  imageId = (await shelf.add("simulated", simulatedRecognition(), { origin: "added", packHash: null })).id;
  const real = async () => (await board.list()).map((port) => ({ ...port, simulated: false }));
  const source = new SerialSource({ listPorts: real });
  const payload = { hash: "", header: new Uint8Array(44), body: new Uint8Array(4) };
  desk = await newDesk({ serial: source, source, slotOf: async () => ({ modelName: "Any", payload }) });
  const wish = { boardId: board.boardId, imageId, model: { modelId: "", hand: null } };
  await expect(jobs.run("flash", (job) => desk.run(wish, job, () => {}))).rejects.toThrow("flash.simulatedOnly");
  expectOnBoard(OLD);
});
