import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Image } from "#domain/deploy/flash.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Job } from "../../jobs.ts";
import type { ModelSlot } from "../flashing/flashDesk.ts";
import type { ImageShelf } from "../images/imageShelf.ts";
import { findSlot, writeSlot } from "../images/slot.ts";
import { ArduinoCli } from "./arduinoCli.ts";
import { layOut } from "./layOut.ts";

/** A build tells nothing of how far it is, only that it still works. */
const TELL_EVERY_MS = 1000;

export interface CompileWish {
  readonly sketch: "data_capture" | "recognition";
  readonly model: { readonly modelId: string; readonly hand: Hand | null } | null;
}

export interface ArduinoOptions {
  readonly shelf: ImageShelf;
  readonly slotOf: (modelId: string, hand: Hand | null) => Promise<ModelSlot>;
  /** The folder of our sources; null where this installation has none. */
  readonly sources: string | null;
  /** arduino-cli's name on the path, or its file. */
  readonly program?: string | undefined;
}

/** Builds images of our own sketches where arduino-cli and the board's core are installed. */
export class ArduinoDesk {
  readonly #options: ArduinoOptions;
  readonly #cli: ArduinoCli;

  constructor(options: ArduinoOptions) {
    this.#options = options;
    this.#cli = new ArduinoCli(options.program ?? "arduino-cli");
  }

  async tools(): Promise<{ arduinoCli: string | null; core: string | null }> {
    const arduinoCli = await this.#cli.version();
    return { arduinoCli, core: arduinoCli === null ? null : await this.#cli.core() };
  }

  /**
   * Compiles a sketch and keeps its image. A pack goes into the slot that the sketch has for it.
   * @throws ProblemError image.noArduino, image.noCore, image.noSketches, image.compileFailed, image.noSlot,
   *         flash.tooLarge, job.cancelled, and those of slotOf and ImageShelf.add
   */
  async compile({ sketch, model }: CompileWish, job: Job): Promise<Image> {
    const { shelf, slotOf, sources } = this.#options;
    const pack = model && (await slotOf(model.modelId, model.hand));
    const { arduinoCli, core } = await this.tools();
    if (arduinoCli === null) throw new ProblemError("image.noArduino");
    if (core === null) throw new ProblemError("image.noCore");
    if (sources === null) throw new ProblemError("image.noSketches");
    job.stopIfCancelled();
    const bytes = await this.#build(sources, sketch, job);
    if (pack === null) return shelf.add(`${sketch}.bin`, bytes, { origin: "compiled", packHash: null });
    const slot = findSlot(bytes);
    if (slot === null) throw new ProblemError("image.noSlot", { image: sketch });
    const { payload, modelName } = pack;
    const filled = writeSlot(bytes, slot, payload);
    return shelf.add(`${sketch} ${modelName}.bin`, filled, { origin: "compiled", packHash: payload.hash });
  }

  async #build(sources: string, sketch: string, job: Job): Promise<Uint8Array> {
    const folder = await mkdtemp(join(tmpdir(), "ringside-build-"));
    const startMs = performance.now();
    const timer = setInterval(() => job.progress(performance.now() - startMs, null), TELL_EVERY_MS);
    try {
      await layOut(sources, sketch, folder);
      const out = join(folder, "out");
      await this.#cli.compile(join(folder, sketch), join(folder, "libraries"), out, job.signal);
      return await readFile(join(out, `${sketch}.ino.bin`));
    } finally {
      clearInterval(timer);
      await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }
}
