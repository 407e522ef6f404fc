import { createStore } from "zustand/vanilla";
import type { Studio } from "#contract/contract.ts";
import type { Listening } from "#contract/recognising.ts";
import type { Agreement, LiveFinding } from "#domain/deploy/recognition.ts";
import { calm, done } from "../ask.ts";

/** As many as the host remembers, and more than a minute of two gloves and two models. */
const KEPT = 500;

export interface ListeningState extends Listening {
  /** What models and gloves found last, oldest first. */
  readonly findings: readonly LiveFinding[];
  /** Of the models that listen, by their id. */
  readonly names: Readonly<Record<string, string>>;
  /** By device, while its answers are compared with the studio's. */
  readonly agreements: Readonly<Record<string, Agreement>>;
}

/** Which models listen to the gloves, and what they and the gloves themselves said. */
export function createListening(studio: Studio) {
  const store = createStore<ListeningState>(() => ({
    modelIds: [],
    keep: "none",
    findings: [],
    names: {},
    agreements: {},
  }));
  const learnNames = async (modelIds: readonly string[]) => {
    const { names } = store.getState();
    if (modelIds.every((id) => id in names)) return;
    const models = await calm(studio.call("model.list", undefined));
    if (models) store.setState({ names: Object.fromEntries(models.map(({ id, name }) => [id, name])) });
  };
  studio.on("listening.changed", ({ modelIds, keep }) => {
    void learnNames(modelIds);
    store.setState(({ findings }) => ({
      modelIds,
      keep,
      // What a model said that listens no more is not asked for any more.
      findings: findings.filter(({ modelId }) => modelId === null || modelIds.includes(modelId)),
    }));
  });
  studio.on("listening.found", (finding) =>
    store.setState(({ findings }) => ({ findings: [...findings.slice(1 - KEPT), finding] })),
  );
  studio.on("check.agreement", (agreement) =>
    store.setState(({ agreements }) => ({ agreements: { ...agreements, [agreement.deviceId]: agreement } })),
  );

  return {
    store,
    async refresh() {
      const [state, findings] = await Promise.all([
        calm(studio.call("listening.state", undefined)),
        calm(studio.call("listening.findings", undefined)),
      ]);
      store.setState({ ...(state ?? {}), ...(findings ? { findings } : {}) });
      if (state) await learnNames(state.modelIds);
    },
    /** Models that listen from now on, none, one or two; and what becomes of what they find while a capture is recorded. */
    set: (listening: Listening) => done(studio.call("listening.set", listening)),
    /** True when the glove's answers are being counted beside the studio's; the count begins at nothing. */
    startCheck(deviceId: string, modelId: string) {
      store.setState(({ agreements: { [deviceId]: _, ...agreements } }) => ({ agreements }));
      return done(studio.call("check.start", { deviceId, modelId }));
    },
    /** The last count stays to be read. */
    stopCheck: (deviceId: string) => calm(studio.call("check.stop", { deviceId })),
  };
}
export type ListeningStore = ReturnType<typeof createListening>;
