import type { boardCalls } from "#contract/boards.ts";
import type { EventPayload } from "#contract/contract.ts";
import type { Handlers } from "../api.ts";
import type { ArduinoDesk } from "../device/arduino/arduinoDesk.ts";
import type { BoardWatch } from "../device/boards/boardWatch.ts";
import type { FlashBook } from "../device/flashing/flashBook.ts";
import type { FlashDesk } from "../device/flashing/flashDesk.ts";
import type { ImageShelf } from "../device/images/imageShelf.ts";
import type { Uploads } from "../device/images/uploads.ts";
import { simulatedRecognition } from "../device/simulated/simulatedBoard.ts";
import type { JobDesk } from "../jobs.ts";
import { sent } from "../sent.ts";
import { text } from "../text.ts";

export interface BoardParts {
  readonly watch: BoardWatch;
  readonly shelf: ImageShelf;
  readonly uploads: Uploads;
  readonly arduino: ArduinoDesk;
  readonly flashes: FlashDesk;
  readonly book: FlashBook;
  readonly jobs: JobDesk;
  /** @throws ProblemError flash.noBoard where this studio has no simulated board */
  readonly simulate: (plugged: boolean) => void;
  readonly tellStep: (told: EventPayload<"flash.step">) => void;
  readonly tellEnded: (record: EventPayload<"flash.ended">) => void;
}

export function boardHandlers(parts: BoardParts): Handlers<keyof typeof boardCalls> {
  const { watch, shelf, uploads, arduino, flashes, book, jobs } = parts;
  return {
    "board.list": async () => sent(await watch.list()),
    "board.simulate": async ({ plugged }) => {
      parts.simulate(plugged);
      if (plugged)
        await shelf.add(text("board.simulatedImage"), simulatedRecognition(), { origin: "added", packHash: null });
      return { ok: true, value: sent(await watch.list()) };
    },
    "board.tools": () => arduino.tools(),
    "image.list": async () => sent([...shelf.list()]),
    "image.add": async ({ name, upload }) => {
      const added = await shelf.add(name, uploads.take(upload), { origin: "added", packHash: null });
      return { ok: true, value: sent(added) };
    },
    "image.remove": async ({ imageId }) => ({ ok: true, value: await shelf.remove(imageId) }),
    "image.compile": ({ jobId, ...wish }) =>
      jobs.run(jobId, async (job) => ({ ok: true, value: sent(await arduino.compile(wish, job)) })),
    "flash.run": ({ jobId, ...wish }) =>
      jobs.run(jobId, async (job) => {
        const record = sent(await flashes.run(wish, job, (told) => parts.tellStep({ jobId, ...told })));
        parts.tellEnded(record);
        return { ok: true, value: record };
      }),
    "flash.list": async () => sent([...book.list()]),
    "flash.log": async ({ flashId }) => ({ ok: true, value: await book.lines(flashId) }),
  };
}
