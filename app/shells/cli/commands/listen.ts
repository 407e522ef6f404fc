import type { EventPayload } from "#contract/contract.ts";
import type { Listening } from "#contract/recognising.ts";
import { unwrap } from "../../common/client.ts";
import { text } from "../../common/text.ts";
import type { Report } from "../report.ts";
import { type CliContext, type StudioSession, withProject, withStudio } from "../studioSession.ts";
import { connect, type SimulatedWish, type SourceWish } from "./connect.ts";
import { findModel } from "./models.ts";

export interface ListenWish {
  readonly sources: readonly SourceWish[];
  readonly simulated: SimulatedWish;
  /** None: only what gloves recognise by themselves. */
  readonly models: readonly string[];
  readonly project: string | undefined;
  /** Names for gloves that tell only numbers; null for none. */
  readonly modelJson: string | null;
  /** Null: until Ctrl+C. */
  readonly seconds: number | null;
}

type Finding = EventPayload<"listening.found">;

/**
 * Says what models and gloves recognise, as it happens, until the time is over or Ctrl+C. JSON: a finding (LiveFinding) with
 * `model`, its name or null, on each line, and nothing else.
 */
export function listen(context: CliContext, wish: ListenWish, json: boolean): Promise<Report> {
  const { terminal, signal } = context;
  const command = async (session: StudioSession): Promise<Report> => {
    const { host, client } = session;
    if (wish.modelJson !== null) unwrap(await host.nameClassesBy(wish.modelJson));
    const names = await letListen(session, wish.models, "none");
    let found = 0;
    const unsubscribe = host.onEvent((name, payload) => {
      if (name !== "listening.found") return;
      found++;
      const finding = payload as Finding;
      const model = finding.modelId === null ? null : (names.get(finding.modelId) ?? null);
      terminal.out(json ? JSON.stringify({ ...finding, model }) : lineOf(finding, model));
    });
    try {
      for (const source of wish.sources) {
        terminal.progress(text("cli.record.connecting", { source: source.source }));
        await connect(session, source, wish.simulated);
      }
      terminal.progress(null);
      if (!json) terminal.err(text("cli.listen.started"));
      await untilOver(signal, wish.seconds);
      // What is still open at the end of the streams is told when they end.
      for (const { device } of await client.call("device.list", undefined)) {
        await client.call("device.disconnect", { deviceId: device.id });
      }
    } finally {
      unsubscribe();
    }
    return { json: undefined, lines: [text("cli.listen.done", { found })] };
  };
  return wish.models.length === 0 && wish.project === undefined
    ? withStudio(context, command)
    : withProject(context, { project: wish.project }, command);
}

/** Lets models listen from now on. @returns their names by id @throws ProblemError cli.noSuchModel, cli.ambiguousModel */
export async function letListen(
  { client }: StudioSession,
  wanted: readonly string[],
  keep: Listening["keep"],
): Promise<ReadonlyMap<string, string>> {
  if (wanted.length === 0) return new Map();
  const models = [];
  for (const each of wanted) models.push(await findModel(client, each));
  await client.ask("listening.set", { modelIds: models.map(({ id }) => id), keep });
  return new Map(models.map(({ id, name }) => [id, name]));
}

function lineOf({ deviceId, label, confidence, latencyMs }: Finding, model: string | null): string {
  return text("cli.listen.found", {
    label,
    who: model ?? text("finding.glove"),
    device: deviceId,
    sure: confidence === null ? "" : ` ${text("finding.sure", { percent: Math.round(confidence * 100) })}`,
    late: latencyMs === null ? "" : ` ${text("finding.late", { ms: Math.max(1, Math.round(latencyMs)) })}`,
  });
}

function untilOver(signal: AbortSignal, seconds: number | null): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((done) => {
    const timer = seconds === null ? undefined : setTimeout(done, seconds * 1000);
    const stop = () => {
      clearTimeout(timer);
      done();
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
