import { type MessagePort, parentPort } from "node:worker_threads";
import { ProblemError } from "#domain/problems.ts";
import type { Epoch } from "../api.ts";
import { chooseBackend } from "./backend.ts";
import { fitForest } from "./fitForest.ts";
import { fitNetwork } from "./fitNetwork.ts";
import type { FromTraining, Order } from "./messages.ts";
import type { Watch } from "./watch.ts";

/** The entry of the thread that trains: chooses its backend, then does one order after the other. */
const port = parentPort as MessagePort;
/** Ten epochs a second; the last of all is always told. */
const TELL_EVERY_MS = 100;

tell({ ready: await chooseBackend() });
port.on("message", (order: Order) => tell(outcomeOf(order)));

function outcomeOf({ plan, training, validation, stop }: Order): FromTraining {
  const epochs = new EpochTeller();
  const flag = new Int32Array(stop);
  const watch: Watch = {
    goOn() {
      if (Atomics.load(flag, 0) !== 0) throw new ProblemError("job.cancelled");
    },
    onEpoch: (epoch) => epochs.tell(epoch),
  };
  const { classifier } = plan;
  try {
    const trained =
      classifier.kind === "forest"
        ? fitForest(classifier, plan.training, training, validation, watch)
        : fitNetwork(classifier, plan.training, training, validation, watch);
    epochs.tellLast();
    return { trained };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

class EpochTeller {
  #toldMs = Number.NEGATIVE_INFINITY;
  #untold: Epoch | null = null;

  tell(epoch: Epoch): void {
    this.#untold = epoch;
    if (performance.now() - this.#toldMs >= TELL_EVERY_MS) this.tellLast();
  }

  tellLast(): void {
    if (this.#untold !== null) tell({ epoch: this.#untold });
    this.#untold = null;
    this.#toldMs = performance.now();
  }
}

function tell(message: FromTraining): void {
  port.postMessage(message);
}
