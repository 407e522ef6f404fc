import type { EventPayload } from "#contract/contract.ts";
import { modelPlan } from "#contract/learning.ts";
import { type DatasetQuery, EVERYTHING, type Split } from "#domain/learning/dataset.ts";
import type { CrossScore, Model } from "#domain/learning/models.ts";
import type { ModelPlan } from "#domain/learning/plan.ts";
import { PRESET_NAMES, PRESETS, type Preset } from "#domain/learning/presets.ts";
import { sent } from "#host/sent.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import {
  type CliContext,
  findCaptures,
  type ProjectChoice,
  type StudioSession,
  withProject,
} from "../studioSession.ts";
import { readJsonFile } from "./jsonFile.ts";

export interface TrainWish extends LearningChoice {
  readonly name: string | null;
}

export interface LearningChoice extends ProjectChoice {
  /** A preset, or the path of a JSON file. */
  readonly plan: string;
  readonly captures: readonly string[];
  readonly split: Split;
  /** null: the plan's own. */
  readonly classes: readonly string[] | null;
}

/**
 * Cross-validates a plan and keeps the model that is made from everything. JSON: the model as the contract's model.train,
 * with its plan and the scores of its folds, float and int8.
 */
export function train(context: CliContext, wish: TrainWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const made = await trainAs(context, session, {
      name: wish.name ?? wish.plan.replace(/^.*[/\\]|\.json$/g, ""),
      ...(await learningWish(session, wish)),
    });
    return { json: made, lines: describeModel(made) };
  });
}

/** What the contract's learning calls take. @throws ProblemError cli.noSuchCapture, cli.noPlan, input.refused */
export async function learningWish({ client }: StudioSession, { captures, classes, plan, split }: LearningChoice) {
  const chosen = await readPlan(plan);
  const captureIds = (await findCaptures(client, captures)).map(({ id }) => id);
  return { plan: classes === null ? chosen : { ...chosen, classes }, query: { ...EVERYTHING, captureIds }, split };
}

/** A preset by name, or what a file says. @throws ProblemError cli.noPlan, input.refused */
export async function readPlan(nameOrPath: string): Promise<ModelPlan> {
  if (PRESET_NAMES.includes(nameOrPath as Preset)) return PRESETS[nameOrPath as Preset];
  const unreadable = { code: "cli.noPlan", detail: { plan: nameOrPath, presets: PRESET_NAMES.join(", ") } };
  return readJsonFile(nameOrPath, modelPlan, unreadable);
}

/** As model.train, with a line that tells how far it is. */
export function trainAs(
  context: CliContext,
  session: StudioSession,
  wish: { readonly name: string; readonly plan: ModelPlan; readonly query: DatasetQuery; readonly split: Split },
): Promise<Model> {
  let now: EventPayload<"model.epoch"> | null = null;
  const unsubscribe = session.host.onEvent((event, payload) => {
    if (event === "model.epoch") now = payload as EventPayload<"model.epoch">;
  });
  const words = (percent: number | "") =>
    text("cli.train.working", {
      percent,
      fold: now?.fold ?? "",
      epoch: now?.epoch ?? 0,
      accuracy: now === null ? 0 : now.accuracy,
    });
  return asJob(context, session, words, (jobId) => session.client.ask("model.train", { ...sent(wish), jobId })).finally(
    unsubscribe,
  );
}

/** A model for a person: what it is, what each hand runs, and what it is worth, before and after int8. */
export function describeModel({ name, parts, made, simulated }: Model): string[] {
  const bytes = parts.map((part) =>
    text("cli.model.part", { hand: part.hand ?? "both", bytes: part.bytes, hash: part.hash.slice(0, 12) }),
  );
  return [
    text("cli.model.title", { name, simulated: String(simulated) }),
    ...bytes,
    ...(made === null ? [] : ["", ...describeScores(made.float, made.int8)]),
  ];
}

/** Each class and each fold, float beside int8. */
export function describeScores(float: CrossScore, int8: CrossScore): string[] {
  const head = ["class", "support", "sensitivity", "ppv", "f1Int8", "f1Float"].map((key) => text(`cli.scores.${key}`));
  const rows = Object.entries(int8.perClass).map(([label, score]) => [
    label,
    String(score.support),
    percent(score.sensitivity),
    percent(score.ppv),
    percent(score.f1),
    percent(float.perClass[label]?.f1 ?? 0),
  ]);
  const all = ["", "", "", "", percent(int8.f1), percent(float.f1)];
  const folds = int8.folds.map(({ group, support, f1 }, i) => [
    group,
    String(support),
    "",
    "",
    percent(f1),
    percent(float.folds[i]!.f1),
  ]);
  const right = [1, 2, 3, 4, 5];
  return [
    ...table(head, [...rows, [text("cli.scores.all"), ...all.slice(1)]], right),
    "",
    ...table([text("cli.scores.fold"), ...head.slice(1)], folds, right),
  ];
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
