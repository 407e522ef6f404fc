import type { CaptureSummary } from "#domain/captures.ts";
import type { MatchRule } from "#domain/matching.ts";
import { ProblemError } from "#domain/problems.ts";
import type { Validation } from "#domain/validation/results.ts";
import { problemText, text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";
import { findModel } from "./models.ts";

/** The exit code of a validation whose F1 lies below what was asked for. */
const TOO_LOW = 3;

export interface ValidateWish extends ProjectChoice {
  /** One, or a detector and a classifier. */
  readonly models: readonly string[];
  /** Empty: every capture that somebody labelled or reviewed. */
  readonly captures: readonly string[];
  readonly rule: MatchRule;
  /** Null: whether all of the captures were reviewed. */
  readonly fullyAnnotated: boolean | null;
  readonly truthTrack: string | null;
  /** 0 to 1. */
  readonly minF1: number | null;
}

/**
 * Runs models over captures and scores them against truth; the result is kept. JSON: the Validation of the domain, its
 * captures without their events (those are in `results export`). Exit code 3 where the event F1 lies below `minF1`.
 */
export function validate(context: CliContext, wish: ValidateWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const { client } = session;
    const modelIds: string[] = [];
    for (const model of wish.models) modelIds.push((await findModel(client, model)).id);
    const chosen =
      wish.captures.length > 0
        ? await findCaptures(client, wish.captures)
        : (await client.call("capture.list", { deleted: false })).filter(isLookedAt);
    if (chosen.length === 0) throw new ProblemError("validation.noTruth");
    const words = (percent: number | "") => text("cli.validate.working", { percent });
    const validation = await asJob(context, session, words, (jobId) =>
      client.ask("validation.run", {
        modelIds,
        captureIds: chosen.map(({ id }) => id),
        rule: wish.rule,
        fullyAnnotated: wish.fullyAnnotated ?? chosen.every(({ reviewedAtMs }) => reviewedAtMs !== null),
        truthTrack: wish.truthTrack,
        jobId,
      }),
    );
    const low = wish.minF1 !== null && validation.total.f1 < wish.minF1;
    const lines = linesOf(validation);
    if (low)
      lines.push("", text("cli.validate.tooLow", { f1: percent(validation.total.f1), least: percent(wish.minF1!) }));
    const captures = validation.captures.map(({ events: _, ...capture }) => capture);
    return { json: { ...validation, captures }, lines, ...(low ? { exitCode: TOO_LOW } : {}) };
  });
}

function isLookedAt({ labelCounts, reviewedAtMs }: CaptureSummary): boolean {
  return reviewedAtMs !== null || Object.keys(labelCounts).length > 0;
}

function linesOf({ id, total, captures, left, simulated }: Validation): string[] {
  const head = (...columns: string[]) => columns.map((column) => text(`cli.validate.${column}`));
  const perClass = Object.entries(total.perClass).map(([label, { f1, sensitivity, ppv, support }]) => [
    label,
    percent(f1),
    percent(sensitivity),
    percent(ppv),
    String(support),
  ]);
  return [
    ...table(
      head("capture", "f1", "accuracy", "missed", "falseAlarms"),
      captures.map(({ name, scores: { f1, accuracy, outcomes } }) => [
        name,
        percent(f1),
        percent(accuracy),
        String(outcomes.miss),
        String(outcomes.falseAlarm),
      ]),
      [1, 2, 3, 4],
    ),
    "",
    ...table(head("class", "f1", "sensitivity", "ppv", "support"), perClass, [1, 2, 3, 4]),
    "",
    ...left.map(({ name, problem }) => text("cli.validate.left", { name, why: problemText(problem).message })),
    text("cli.validate.total", {
      f1: percent(total.f1),
      accuracy: percent(total.accuracy),
      sensiml: total.sensimlAccuracy === null ? "–" : total.sensimlAccuracy.toFixed(2),
    }),
    ...(simulated ? [text("report.simulated")] : []),
    text("cli.validate.kept", { id }),
  ];
}

export function percent(share: number): string {
  return (100 * share).toFixed(1);
}
