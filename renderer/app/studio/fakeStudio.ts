import type { CallName, EventName, EventPayload, Input, Output, Studio } from "#contract/contract.ts";
import { EventListeners, Listeners } from "./listeners.ts";

type Script = { [K in CallName]?: (input: Input<K>) => Output<K> | Promise<Output<K>> };

/** A scripted host for tests: answers what it was told to answer, remembers what it was asked, refuses the rest. */
export class FakeStudio implements Studio {
  readonly asked: { readonly name: CallName; readonly input: unknown }[] = [];
  readonly script: Script;
  readonly #events = new EventListeners();
  readonly #frames = new Listeners<ArrayBuffer>();
  readonly #connection = new Listeners<boolean>();

  constructor(script: Script = {}) {
    this.script = script;
  }

  async call<K extends CallName>(name: K, input: Input<K>): Promise<Output<K>> {
    this.asked.push({ name, input });
    const answer = this.script[name];
    if (answer === undefined) throw new Error(`${name} is not in the script`);
    return answer(input);
  }

  inputsOf<K extends CallName>(name: K): Input<K>[] {
    return this.asked.filter((each) => each.name === name).map((each) => each.input as Input<K>);
  }

  on: Studio["on"] = (name, listener) => this.#events.on(name, listener);
  onLiveFrame: Studio["onLiveFrame"] = (listener) => this.#frames.add(listener);
  onConnection: Studio["onConnection"] = (listener) => this.#connection.add(listener);
  fetchBulk: Studio["fetchBulk"] = () => ({ bytes: Promise.reject(new Error("no bulk here")), cancel: () => {} });

  sendBulk: Studio["sendBulk"] = async () => {
    throw new Error("no bulk here");
  };
  bulkUrl: Studio["bulkUrl"] = (path) => `http://127.0.0.1/${path}`;

  emit<K extends EventName>(name: K, payload: EventPayload<K>): void {
    this.#events.tell(name, payload);
  }

  sendFrame(frame: ArrayBuffer): void {
    this.#frames.tell(frame);
  }

  setConnection(up: boolean): void {
    this.#connection.tell(up);
  }
}
