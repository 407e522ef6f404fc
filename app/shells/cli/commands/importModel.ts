import { basename } from "node:path";
import { importPlan } from "#contract/modelFiles.ts";
import { EVERYTHING } from "#domain/learning/dataset.ts";
import type { ImportPlan, QuantizationReport } from "#domain/learning/importPlan.ts";
import { ProblemError } from "#domain/problems.ts";
import { sent } from "#host/sent.ts";
import { type Client, unwrap } from "../../common/client.ts";
import { problemText, text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";
import { readJsonFile } from "./jsonFile.ts";
import { findModel } from "./models.ts";
import { describeModel } from "./train.ts";

export interface ImportChoice extends ProjectChoice {
  readonly name: string | null;
  /** The path of a JSON file; null: `like` says it. */
  readonly plan: string | null;
  /** A model of the project whose network is fed in the same way. */
  readonly like: string | null;
  /** What the outputs stand for; null: the plan's own. */
  readonly classes: readonly string[] | null;
  /** What a float network is cut to int8 with; empty: all. */
  readonly captures: readonly string[];
}

/**
 * Makes a model of a network file of another tool. JSON: as the contract's model.import, `{ model, notes, quantized }`.
 */
export function importModel(context: CliContext, file: string, wish: ImportChoice): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const { client, host } = session;
    const plan = await chosenPlan(client, wish);
    const captureIds = (await findCaptures(client, wish.captures)).map(({ id }) => id);
    const offerId = unwrap(await host.offerModel(file));
    const name = wish.name ?? basename(file).replace(/\.tflite$/i, "");
    const query = { ...EVERYTHING, captureIds };
    const result = await asJob(
      context,
      session,
      (percent) => text("cli.import.working", { percent }),
      (jobId) => client.ask("model.import", sent({ offerId, name, plan, query, jobId })),
    );
    const notes = result.notes.flatMap((note) => {
      const { message, next } = problemText(note);
      return ["", message, next];
    });
    const quantized = result.quantized === null ? [] : ["", ...describeQuantization(result.quantized)];
    return { json: result, lines: [...describeModel(result.model), ...quantized, ...notes] };
  });
}

/** @throws ProblemError cli.noImportPlan, cli.unreadableImportPlan, cli.noSuchModel, input.refused, export.noNetwork, export.tooOld */
async function chosenPlan(client: Client, { plan, like, classes }: ImportChoice): Promise<ImportPlan> {
  if (like === null && plan === null) throw new ProblemError("cli.noImportPlan");
  const chosen = like === null ? await planIn(plan!) : await planLike(client, like);
  return classes === null ? chosen : { ...chosen, classes };
}

async function planLike(client: Client, like: string): Promise<ImportPlan> {
  const { id: modelId } = await findModel(client, like);
  return (await client.ask("model.export", { modelId }))[0]!.plan;
}

function planIn(path: string): Promise<ImportPlan> {
  return readJsonFile(path, importPlan, { code: "cli.unreadableImportPlan", detail: { plan: path } }, completed);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What a plan written by hand leaves out is as usual. */
function completed(plan: unknown): unknown {
  if (!isRecord(plan)) return plan;
  const { segmenter, input } = plan;
  return {
    hands: "together",
    needs: null,
    rejectBelow: 0,
    ...plan,
    segmenter: isRecord(segmenter) ? { settings: {}, ...segmenter } : segmenter,
    input: isRecord(input) ? completedInput(input) : input,
  };
}

function completedInput(input: Record<string, unknown>): unknown {
  const line = (value: unknown) => (isRecord(value) ? { to: null, ...value } : (value ?? null));
  if (input.kind === "window")
    return { ...input, acceleration: line(input.acceleration), rotation: line(input.rotation) };
  const features = Array.isArray(input.features)
    ? input.features.map((one) => (isRecord(one) ? { parameters: [], ...one } : one))
    : input.features;
  return { to: null, ...input, features };
}

function describeQuantization({ agreement, worstLogitError, classes }: QuantizationReport): string[] {
  const head = ["class", "segments", "float", "int8"].map((key) => text(`cli.import.${key}`));
  const percent = (share: number | null) => (share === null ? "" : (100 * share).toFixed(1));
  const rows = classes.map(({ label, support, float, int8 }) => [
    label,
    String(support),
    percent(float),
    percent(int8),
  ]);
  return [
    text("cli.import.agreement", { percent: 100 * agreement, error: worstLogitError }),
    ...table(head, rows, [1, 2, 3]),
  ];
}
