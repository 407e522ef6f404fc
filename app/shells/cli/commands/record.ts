import type { Listening } from "#contract/recognising.ts";
import type { RecordingState } from "#contract/recording.ts";
import type { Alert } from "#domain/alerts.ts";
import type { CaptureSummary } from "#domain/captures.ts";
import { ProblemError } from "#domain/problems.ts";
import { text } from "../../common/text.ts";
import { captureJson, captureLines } from "../captureReport.ts";
import type { Report, Terminal } from "../report.ts";
import { type CliContext, type ProjectSession, withProject } from "../studioSession.ts";
import { connect, type SimulatedWish, type SourceWish } from "./connect.ts";
import { letListen } from "./listen.ts";

export interface RecordWish {
  readonly sources: readonly SourceWish[];
  readonly simulated: SimulatedWish;
  /** Made where it is missing. */
  readonly project: string;
  /** Null: until Ctrl+C. */
  readonly seconds: number | null;
  readonly label: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** Null: the project's own. */
  readonly nameTemplate: string | null;
  /** Models that listen meanwhile, one or two; none where nobody does. */
  readonly listen: readonly string[];
  /** As what their findings are kept. */
  readonly keep: Listening["keep"];
}

/** Writing the pyramid of a long recording takes a while; a recorder that says nothing for this long is stuck. */
const SILENCE_LIMIT_MS = 60_000;

/**
 * Connects the sources, records them into one capture and keeps it. Ctrl+C ends the recording early and keeps it too.
 * JSON: the capture (CaptureJson) with `project: { name, folder }`.
 */
export function record(context: CliContext, wish: RecordWish): Promise<Report> {
  return withProject(context, { project: wish.project, create: true }, async (session) => {
    const { project } = session;
    if (project.readOnlyReason) {
      throw new ProblemError(project.readOnlyReason.code, { ...project.readOnlyReason.detail });
    }
    await letListen(session, wish.listen, wish.keep);
    for (const source of wish.sources) {
      context.terminal.progress(text("cli.record.connecting", { source: source.source }));
      await connect(session, source, wish.simulated);
    }
    const capture = await withPlan(session, wish, () => recordOnce(session, context));
    const folder = project.folderShown;
    return {
      json: { ...captureJson(capture), project: { name: project.name, folder } },
      lines: [text("cli.record.done", { project: project.name }), ...captureLines(capture)],
    };
  });
}

/** Records by the wish's plan; the project's own plan is as before afterwards. */
async function withPlan<T>({ client }: ProjectSession, wish: RecordWish, action: () => Promise<T>): Promise<T> {
  const before = await client.call("recording.plan", undefined);
  await client.call("recording.setPlan", {
    nameTemplate: wish.nameTemplate ?? before.nameTemplate,
    label: wish.label,
    metadata: { ...wish.metadata },
    countdownS: 0,
    maxLengthS: wish.seconds,
    keepSimulatedTruth: true,
  });
  try {
    return await action();
  } finally {
    await client.call("recording.setPlan", before);
  }
}

async function recordOnce(session: ProjectSession, { terminal, signal }: CliContext): Promise<CaptureSummary> {
  const { host, client } = session;
  const reviewed = Promise.withResolvers<CaptureSummary>();
  // Whoever waits hears of a failure; this only keeps one that comes earlier from being unhandled.
  reviewed.promise.catch(() => {});
  const silence = setTimeout(() => reviewed.reject(new ProblemError("cli.recorderSilent")), SILENCE_LIMIT_MS);
  let begun = false;
  const told = new Set<string>();
  const onState = (state: RecordingState): void => {
    silence.refresh();
    showState(terminal, state);
    if (state.phase === "review") reviewed.resolve(state.capture);
    if (state.phase === "idle" && begun) reviewed.reject(new ProblemError("cli.recordingFailed"));
    if (!begun && state.phase === "recording") terminal.err(text("cli.record.started", { name: state.name }));
    begun ||= state.phase === "recording";
  };
  const unsubscribe = host.onEvent((name, payload) => {
    if (name === "recording.changed") onState(payload as RecordingState);
    if (name === "alert.changed") showAlerts(terminal, payload as readonly Alert[], told);
  });
  const stop = (): void => void client.ask("recording.stop", undefined).catch(reviewed.reject);
  try {
    await client.ask("recording.start", undefined);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    const capture = await reviewed.promise;
    await client.ask("recording.review", { decision: "keep" });
    return capture;
  } finally {
    signal.removeEventListener("abort", stop);
    clearTimeout(silence);
    unsubscribe();
    terminal.progress(null);
  }
}

function showState(terminal: Terminal, state: RecordingState): void {
  if (state.phase === "recording") {
    const seconds = ((Date.now() - state.startedAtMs) / 1000).toFixed(1);
    terminal.progress(text("cli.record.running", { seconds, samples: state.rows }));
  } else if (state.phase === "finishing") {
    terminal.progress(text("cli.record.finishing", { percent: Math.round(state.doneShare * 100) }));
  }
}

/** Each alert once, however long it lasts. */
function showAlerts(terminal: Terminal, alerts: readonly Alert[], told: Set<string>): void {
  for (const { id, code, detail } of alerts) {
    if (!told.has(id)) terminal.err(text(`alert.${code}`, detail));
    told.add(id);
  }
}
