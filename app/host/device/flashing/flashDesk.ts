import { createHash, randomUUID } from "node:crypto";
import { type FlashRecord, type Image, ONLY_SIMULATED } from "#domain/deploy/flash.ts";
import type { Hand } from "#domain/hands.ts";
import { type Problem, ProblemError } from "#domain/problems.ts";
import type { Job } from "../../jobs.ts";
import type { SlotPayload } from "../../pack/slotPayload.ts";
import { portId } from "../../sources/serial/ports.ts";
import type { SampleSource } from "../../sources/source.ts";
import type { SerialControl } from "../../sources/sources.ts";
import { boardAt } from "../boards/identity.ts";
import type { ImageShelf } from "../images/imageShelf.ts";
import { findSlot, readSlot, writeSlot } from "../images/slot.ts";
import { checkGlove } from "./checkGlove.ts";
import { enterBootloader } from "./enterBootloader.ts";
import type { FlashBook } from "./flashBook.ts";
import { FLASH_TIMING, type Flashing, type FlashTiming } from "./flashing.ts";
import { FlashLog } from "./flashLog.ts";
import { StepTeller, type ToldStep } from "./stepTeller.ts";
import { writeImage } from "./writeImage.ts";

export interface FlashWish {
  readonly boardId: string;
  readonly imageId: string;
  readonly model: { readonly modelId: string; readonly hand: Hand | null } | null;
}

/** What goes into the slot for a model. */
export interface ModelSlot {
  readonly modelName: string;
  readonly payload: Pick<SlotPayload, "hash" | "header" | "body">;
}

export interface FlashPorts {
  /** Absent where this studio has no serial ports. */
  readonly serial: SerialControl | undefined;
  readonly source: Pick<SampleSource, "connect">;
  readonly shelf: ImageShelf;
  readonly book: FlashBook;
  /** @throws ProblemError model.notFound, validation.noHand, engine.missing */
  readonly slotOf: (modelId: string, hand: Hand | null) => Promise<ModelSlot>;
  /** Frees the glove on a port where it is connected; the answer connects it again. */
  readonly release: (deviceId: string) => Promise<() => Promise<void>>;
  readonly recording: () => boolean;
  readonly log: (message: string) => void;
  readonly timing?: Partial<FlashTiming>;
}

/** Puts images onto boards, one at a time, and remembers each time how it went. */
export class FlashDesk {
  readonly #ports: FlashPorts;
  #running: Promise<unknown> | null = null;

  constructor(ports: FlashPorts) {
    this.#ports = ports;
  }

  /**
   * The five steps. However they end, it is a record.
   * @param tellStep hears of this flash alone
   * @throws ProblemError flash.busy, recording.busy, flash.noBoard, flash.unsupported, flash.simulatedOnly, image.notFound, image.noSlot,
   *         image.noModel, flash.tooLarge and those of slotOf: nothing was begun
   */
  async run(wish: FlashWish, job: Job, tellStep: (told: ToldStep) => void): Promise<FlashRecord> {
    if (this.#running) throw new ProblemError("flash.busy");
    if (this.#ports.recording()) throw new ProblemError("recording.busy");
    const running = this.#run(wish, job, tellStep);
    this.#running = running;
    try {
      return await running;
    } finally {
      this.#running = null;
    }
  }

  /** Waits for a flash that was cancelled. */
  async close(): Promise<void> {
    await this.#running?.catch(() => {});
  }

  async #run(wish: FlashWish, { signal }: Job, tellStep: (told: ToldStep) => void): Promise<FlashRecord> {
    const { serial, source, book, log } = this.#ports;
    const startedAtMs = Date.now();
    const { image, bytes, pack, packHash } = await this.#prepared(wish);
    const { board, deviceId, serial: control } = await boardOf(wish.boardId, serial);
    if (image.firmware?.endsWith(ONLY_SIMULATED) && !board.simulated) throw new ProblemError("flash.simulatedOnly");
    const timing = { ...FLASH_TIMING, ...this.#ports.timing };
    const diary = new FlashLog();
    const teller = new StepTeller(tellStep, diary.add, timing);
    const flashing: Flashing = {
      boardId: board.id,
      serial: control,
      timing,
      signal,
      log: diary.add,
      tell: teller.tell,
    };
    const written = `${image.name} (${image.firmware ?? image.id.slice(0, 12)}, ${bytes.length} bytes)`;
    diary.add(`${written} onto ${board.name} ${board.id}${pack ? ` with ${pack.modelName} ${pack.hash}` : ""}`);
    let connectAgain: () => Promise<void> = async () => {};
    let end: Pick<FlashRecord, "result" | "problem" | "answer">;
    try {
      teller.tell("prepare", "running");
      connectAgain = await this.#ports.release(deviceId);
      teller.tell("prepare", "done", { doneShare: 1 });
      await writeImage(flashing, await enterBootloader(flashing), bytes);
      const answer = await checkGlove(flashing, source, { firmware: image.firmware, packHash });
      teller.tell("check", "done", { doneShare: 1 });
      end = { result: "done", problem: null, answer };
    } catch (error) {
      const problem = signal.aborted ? null : problemOf(error, log);
      const hint = problem?.code === "flash.unplugged" ? { hint: "plugIn" as const } : {};
      teller.tell(teller.current, "failed", hint);
      diary.add(problem === null ? "cancelled" : `failed: ${problem.code} ${JSON.stringify(problem.detail)}`);
      end = { result: problem === null ? "cancelled" : "failed", problem, answer: null };
    }
    await connectAgain().catch((error) => diary.add(`the glove could not be connected again: ${error}`));
    const { id, name, simulated } = board;
    const record: FlashRecord = {
      id: randomUUID(),
      startedAtMs,
      endedAtMs: Date.now(),
      board: { id, name, simulated },
      image: { id: image.id, name: image.name },
      pack,
      step: teller.current,
      ...end,
    };
    await book.add(record, diary.lines);
    return record;
  }

  /** The very bytes to write, and whose pack is in them. */
  async #prepared({ imageId, model }: FlashWish): Promise<{
    readonly image: Image;
    readonly bytes: Uint8Array;
    readonly pack: FlashRecord["pack"];
    readonly packHash: string | null;
  }> {
    const { image, bytes } = await this.#ports.shelf.read(imageId);
    const slot = findSlot(bytes);
    if (model === null) {
      const content = slot && readSlot(bytes, slot);
      if (slot !== null && content === null) throw new ProblemError("image.noModel", { image: image.name });
      const packHash = content ? createHash("sha256").update(content.descriptor).digest("hex") : image.packHash;
      return { image, bytes, pack: null, packHash };
    }
    if (slot === null) throw new ProblemError("image.noSlot", { image: image.name });
    const { modelName, payload } = await this.#ports.slotOf(model.modelId, model.hand);
    const pack = { ...model, modelName, hash: payload.hash };
    return { image, bytes: writeSlot(bytes, slot, payload), pack, packHash: payload.hash };
  }
}

async function boardOf(boardId: string, serial: SerialControl | undefined) {
  const ports = (await serial?.ports()) ?? [];
  const found = ports.map((port) => ({ board: boardAt(port), port })).find(({ board }) => board.id === boardId);
  if (!serial || !found) throw new ProblemError("flash.noBoard");
  if (!found.board.supported) throw new ProblemError("flash.unsupported", { board: found.board.name });
  return { ...found, deviceId: portId(found.port), serial };
}

function problemOf(error: unknown, log: (message: string) => void): Problem {
  if (error instanceof ProblemError) return error.problem;
  log(`a flash: ${error instanceof Error ? error.stack : error}`);
  return { code: "flash.failed", detail: { message: error instanceof Error ? error.message : String(error) } };
}
