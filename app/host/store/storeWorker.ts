import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { ProblemError } from "#domain/problems.ts";
import { type Holder, type ProjectLock, takeLock } from "./lock.ts";
import { asProblem } from "./sqlite.ts";
import { StoreReader } from "./storeReader.ts";
import { StoreWriter } from "./storeWriter.ts";
import type { Answer, FromThread, Request, Role } from "./threadMessages.ts";

/** The entry of both threads of a store: opens the project in its role, then answers calls until it is closed. */
type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const port = parentPort as MessagePort;
let lock: ProjectLock | null = null;
let store: StoreWriter | StoreReader | null = null;

port.on("message", (request: Request) => void serve(request));

async function serve({ id, call, args }: Request): Promise<void> {
  let answer: Answer;
  try {
    const calls = call === "open" ? { open } : store;
    answer = { id, value: await (calls as unknown as Calls | null)?.[call]?.(...args) };
  } catch (error) {
    answer = { id, ...failure(error) };
  }
  if (id > 0) post(answer, buffersOf(answer));
  if (call === "close") {
    lock?.release();
    port.close();
  }
}

function open(folder: string, recordingIsOver: boolean): Holder | null {
  if ((workerData as Role) === "reader") {
    store = new StoreReader(folder, recordingIsOver);
    return null;
  }
  const taken = takeLock(folder);
  if ("process" in taken) return taken;
  lock = taken;
  store = new StoreWriter(folder, post);
  return null;
}

function failure(error: unknown): { problem: ProblemError["problem"] } | { bug: string } {
  const known = asProblem(error);
  return known instanceof ProblemError
    ? { problem: known.problem }
    : { bug: known instanceof Error ? (known.stack ?? known.message) : String(known) };
}

/** Sample blocks are handed over, not copied. */
function buffersOf(answer: Answer): ArrayBuffer[] {
  const values = "value" in answer ? (answer.value as { values?: unknown } | null)?.values : null;
  return ArrayBuffer.isView(values) ? [values.buffer as ArrayBuffer] : [];
}

function post(message: FromThread, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}
