import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { ProblemError } from "#domain/problems.ts";
import { type ProjectLock, takeLock } from "./lock.ts";
import { asProblem } from "./sqlite.ts";
import { StoreReader } from "./storeReader.ts";
import { StoreWriter } from "./storeWriter.ts";
import type { Answer, FromThread, Request, ThreadStart } from "./threadMessages.ts";

/** The entry of both threads of a store: opens the project in its role, then answers calls until it is closed. */
type Calls = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const port = parentPort as MessagePort;
const { role, folder, recordingIsOver = false } = workerData as ThreadStart;
let lock: ProjectLock | null = null;

const target = open();
if (target) {
  post({ opened: true });
  port.on("message", (request: Request) => void serve(target, request));
}

function open(): (StoreWriter | StoreReader) | null {
  try {
    if (role === "reader") return new StoreReader(folder, recordingIsOver);
    const taken = takeLock(folder);
    if ("process" in taken) {
      post({ opened: false, held: taken });
      return null;
    }
    lock = taken;
    return new StoreWriter(folder, post);
  } catch (error) {
    lock?.release();
    post({ opened: false, ...failure(error) });
    return null;
  }
}

async function serve(store: StoreWriter | StoreReader, { id, call, args }: Request): Promise<void> {
  let answer: Answer;
  try {
    answer = { id, value: await (store as unknown as Calls)[call]!(...args) };
  } catch (error) {
    answer = { id, ...failure(error) };
  }
  if (id > 0) post(answer, buffersOf(answer));
  if (call === "close") {
    lock?.release();
    port.close();
  }
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
