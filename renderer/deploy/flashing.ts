import { createStore } from "zustand/vanilla";
import { bulkPaths } from "#contract/bulk.ts";
import type { EventPayload, Input, Output, Studio } from "#contract/contract.ts";
import {
  type Board,
  FLASH_STEPS,
  type FlashRecord,
  type FlashStep,
  type Image,
  ONLY_SIMULATED,
} from "#domain/deploy/flash.ts";
import type { Hand } from "#domain/hands.ts";
import type { Problem } from "#domain/problems.ts";
import { calm, sayFailure } from "../app/ask.ts";
import { cancelJob, onShare, outcomeOf, type Running } from "../app/job.ts";

type StepEvent = EventPayload<"flash.step">;

/** Where one of the five steps stands; what it says of itself comes from the host. */
export interface FlashStepView extends Pick<StepEvent, "state" | "doneShare" | "hint"> {
  /** Null before the host has said it. */
  readonly limitS: number | null;
  /** When it began to run, by this page's clock; null before. */
  readonly startedMs: number | null;
}

export type FlashSteps = Readonly<Record<FlashStep, FlashStepView>>;

/** What is to be flashed: the model that goes into an image with a slot, or the image as it is. */
export interface FlashWish {
  readonly board: Board;
  readonly image: Image;
  readonly model: { readonly modelId: string; readonly hand: Hand | null } | null;
}

export interface FlashingState {
  /** Undefined until they were read. */
  readonly boards: readonly Board[] | undefined;
  /** Newest first. */
  readonly images: readonly Image[] | undefined;
  readonly tools: Output<"board.tools"> | undefined;
  /** Newest first. */
  readonly records: readonly FlashRecord[];
  /** Kept while no board is there: one that changes its mode is away for a moment. */
  readonly boardId: string | null;
  readonly imageId: string | null;
  readonly compiling: Running | null;
  /** Why the last image could not be had. */
  readonly imageProblem: Problem | null;
  /** The flash that runs, whoever began it. */
  readonly running: { readonly jobId: string; readonly steps: FlashSteps } | null;
  /** How far the last flash came, and what became of it. */
  readonly ended: { readonly record: FlashRecord; readonly steps: FlashSteps } | null;
  /** Why the last one did not begin. */
  readonly refused: Problem | null;
}

const WAITING: FlashStepView = { state: "waiting", doneShare: null, hint: null, limitS: null, startedMs: null };
export const NO_STEPS = Object.fromEntries(FLASH_STEPS.map((step) => [step, WAITING])) as unknown as FlashSteps;

const AT_REST: FlashingState = {
  boards: undefined,
  images: undefined,
  tools: undefined,
  records: [],
  boardId: null,
  imageId: null,
  compiling: null,
  imageProblem: null,
  running: null,
  ended: null,
  refused: null,
};

/** As the host takes them (bulkPaths.imageBytes). */
const LARGEST_IMAGE_BYTES = 4 * 1024 * 1024;

/** The image that a model goes into by itself: the newest one with a slot, else the newest. */
function usualImage(images: readonly Image[]): Image | undefined {
  return images.find(({ slotBytes }) => slotBytes !== null) ?? images[0];
}

/** Boards, images, the flash that runs and those that were. The host decides what is done; this only tells. */
export function createFlashing(studio: Studio) {
  const store = createStore<FlashingState>(() => AT_REST);
  const { setState: set, getState: get } = store;
  const over = new Set<string>();

  const setBoards = (boards: readonly Board[]) => {
    const { boardId, running } = get();
    const usual = boards.find(({ supported }) => supported) ?? boards[0];
    const kept = running !== null || boards.length === 0 || boards.some(({ id }) => id === boardId);
    set({ boards, boardId: kept ? boardId : usual!.id });
  };
  const readImages = async () => {
    const listed = await calm(studio.call("image.list", undefined));
    if (!listed) return;
    const images = listed.toSorted((a, b) => b.addedAtMs - a.addedAtMs);
    const { imageId } = get();
    set({ images, imageId: images.some(({ id }) => id === imageId) ? imageId : (usualImage(images)?.id ?? null) });
  };
  const readRecords = async () => {
    const records = await calm(studio.call("flash.list", undefined));
    if (records) set({ records });
  };
  const readBoards = async () => {
    const boards = await calm(studio.call("board.list", undefined));
    if (boards) setBoards(boards);
  };

  const end = (record: FlashRecord) => {
    const { running } = get();
    if (running !== null) over.add(running.jobId);
    set({ running: null, ended: { record, steps: running?.steps ?? NO_STEPS } });
  };
  studio.on("board.changed", setBoards);
  studio.on("flash.step", ({ jobId, step, ...said }) => {
    const { running } = get();
    if (over.has(jobId) || (running !== null && running.jobId !== jobId)) return;
    const steps = running?.steps ?? NO_STEPS;
    const startedMs = steps[step].startedMs ?? (said.state === "waiting" ? null : Date.now());
    set({ running: { jobId, steps: { ...steps, [step]: { ...said, startedMs } } }, ended: null, refused: null });
  });
  studio.on("flash.ended", (record) => {
    if (get().running !== null) end(record);
    void readRecords();
  });
  onShare(studio, (jobId, share) => {
    if (get().compiling?.jobId === jobId) set({ compiling: { jobId, share } });
  });

  const take = async (answer: Promise<Output<"image.add">>, name: string) => {
    const added = await outcomeOf(name, answer);
    if (!added.ok) {
      if (added.problem.code !== "job.cancelled") set({ imageProblem: added.problem });
      return;
    }
    set({ imageId: added.value.id });
    await readImages();
  };

  return {
    store,
    async refresh() {
      await Promise.all([
        readBoards(),
        readImages(),
        readRecords(),
        calm(studio.call("board.tools", undefined)).then((tools) => tools && set({ tools })),
      ]);
    },
    /** The boards now; the host goes on telling of them for a while. */
    watchBoards: readBoards,
    /** A board for whoever has none: it comes with a program of its own. */
    async simulateBoard(): Promise<void> {
      const boards = await outcomeOf("board.simulate", studio.call("board.simulate", { plugged: true }));
      if (!boards.ok) {
        set({ refused: boards.problem });
        return;
      }
      setBoards(boards.value);
      await readImages();
      const simulated = boards.value.find(({ simulated }) => simulated);
      const own = get().images?.find(({ firmware }) => firmware?.endsWith(ONLY_SIMULATED));
      set({ boardId: simulated?.id ?? get().boardId, imageId: own?.id ?? get().imageId, refused: null });
    },
    chooseBoard: (boardId: string) => set({ boardId }),
    chooseImage: (imageId: string) => set({ imageId, imageProblem: null }),
    /** A program that somebody built elsewhere. */
    async addImage(file: File): Promise<void> {
      set({ imageProblem: null });
      if (file.size > LARGEST_IMAGE_BYTES) {
        set({ imageProblem: { code: "image.tooLarge", detail: { bytes: file.size, most: LARGEST_IMAGE_BYTES } } });
        return;
      }
      const upload = crypto.randomUUID();
      try {
        await studio.sendBulk(bulkPaths.imageBytes(upload), new Uint8Array(await file.arrayBuffer()));
      } catch (error) {
        sayFailure(error);
        return;
      }
      await take(studio.call("image.add", { name: file.name, upload }), "image.add");
    },
    async removeImage(imageId: string): Promise<void> {
      const removed = await outcomeOf("image.remove", studio.call("image.remove", { imageId }));
      set({ imageProblem: removed.ok ? null : removed.problem });
      await readImages();
    },
    async compile(wish: Omit<Input<"image.compile">, "jobId">): Promise<void> {
      if (get().compiling !== null) return;
      const jobId = crypto.randomUUID();
      set({ compiling: { jobId, share: null }, imageProblem: null });
      await take(studio.call("image.compile", { ...wish, jobId }), "image.compile");
      set({ compiling: null });
    },
    cancelCompile: () => cancelJob(studio, get().compiling),
    /** The five steps. Retry is the same once more. */
    async flash({ board, image, model }: FlashWish): Promise<void> {
      if (get().running !== null) return;
      const jobId = crypto.randomUUID();
      set({ running: { jobId, steps: NO_STEPS }, ended: null, refused: null });
      const wish = { boardId: board.id, imageId: image.id, model, jobId };
      const flashed = await outcomeOf("flash.run", studio.call("flash.run", wish));
      if (get().running?.jobId === jobId) {
        if (flashed.ok) end(flashed.value);
        else set({ running: null, refused: flashed.problem });
      }
      over.add(jobId);
      await readRecords();
    },
    cancel: () => cancelJob(studio, get().running),
    /** Every line of one flash; null where they could not be had, which has been said. */
    async log(flashId: string): Promise<readonly string[] | Problem> {
      const log = await outcomeOf("flash.log", studio.call("flash.log", { flashId }));
      return log.ok ? log.value : log.problem;
    },
  };
}
export type Flashing = ReturnType<typeof createFlashing>;
