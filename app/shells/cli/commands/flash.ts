import type { EventPayload, Output } from "#contract/contract.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import { unwrap } from "../../common/client.ts";
import { problemText, text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, type ProjectChoice, type StudioSession, withProject, withStudio } from "../studioSession.ts";
import { findBoard } from "./boards.ts";
import { findImage } from "./images.ts";
import { findModel } from "./models.ts";

type FlashRecord = Output<"flash.list">[number];

export interface FlashWish extends ProjectChoice {
  readonly board: string;
  readonly image: string;
  readonly model?: string;
  readonly hand?: Hand;
}

/** Flashes a board and waits for the glove's answer. JSON: the record; the exit code is 1 where it is not done. */
export function flash(context: CliContext, wish: FlashWish): Promise<Report> {
  const { model, project } = wish;
  if (model === undefined) return withStudio(context, (session) => run(context, session, wish, null));
  return withProject(context, { project }, async (session) => {
    const { id: modelId } = await findModel(session.client, model);
    return run(context, session, wish, { modelId, hand: wish.hand ?? null });
  });
}

async function run(
  context: CliContext,
  session: StudioSession,
  wish: FlashWish,
  model: { modelId: string; hand: Hand | null } | null,
): Promise<Report> {
  const { terminal } = context;
  const board = await findBoard(session, wish.board);
  const { id: imageId } = await findImage(session, wish.image);
  const words = () => "";
  const record = await asJob(context, session, words, async (jobId) => {
    const unsubscribe = session.host.onEvent((event, payload) => {
      if (event !== "flash.step") return;
      const told = payload as EventPayload<"flash.step">;
      if (told.jobId === jobId) showStep(terminal, told);
    });
    try {
      return unwrap(await session.client.call("flash.run", { boardId: board.id, imageId, model, jobId }));
    } finally {
      unsubscribe();
    }
  });
  return { json: record, lines: describe(record), exitCode: record.result === "done" ? 0 : 1 };
}

/** What somebody has to do is a line of its own; the rest is progress. */
function showStep(
  terminal: CliContext["terminal"],
  { step, state, doneShare, hint }: EventPayload<"flash.step">,
): void {
  if (state === "stalled" && hint !== null) terminal.err(text(`deploy.hint.${hint}`));
  else if (state === "running") {
    const percent = doneShare === null ? "" : Math.round(100 * doneShare);
    terminal.progress(text("cli.flash.step", { step: text(`deploy.flash.step.${step}`), percent }));
  }
}

/** Every flash, newest first. JSON: an array of records. */
export function listFlashes(context: CliContext): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const records = await client.call("flash.list", undefined);
    const heading = ["id", "when", "board", "image", "model", "result"].map((column) => text(`cli.column.${column}`));
    const rows = records.map(({ id, startedAtMs, board, image, pack, result }) => [
      id.slice(0, 8),
      new Date(startedAtMs).toISOString(),
      board.name,
      image.name,
      pack?.modelName ?? "",
      text(`cli.flash.result.${result}`),
    ]);
    return { json: records, lines: records.length === 0 ? [text("cli.flashes.none")] : table(heading, rows) };
  });
}

/** The log of one flash. JSON: `{ id, lines }`. */
export function showFlashLog(context: CliContext, wanted: string): Promise<Report> {
  return withStudio(context, async ({ client }) => {
    const records = await client.call("flash.list", undefined);
    const found = records.find(({ id }) => id === wanted || (wanted.length >= 4 && id.startsWith(wanted)));
    if (found === undefined) throw new ProblemError("flash.noLog");
    const lines = await client.ask("flash.log", { flashId: found.id });
    return { json: { id: found.id, lines }, lines };
  });
}

function describe({ result, board, problem, answer, pack }: FlashRecord): string[] {
  if (problem !== null) {
    const { message, next } = problemText(problem);
    return [message, next];
  }
  if (answer === null) return [text("cli.flash.cancelled", { board: board.name })];
  const { firmware, samples, selfTest, rateHz } = answer;
  return [
    text(`cli.flash.${result === "done" ? "done" : "cancelled"}`, { board: board.name }),
    ...(firmware === null ? [] : [text("cli.flash.firmware", { firmware })]),
    ...(pack === null ? [] : [text("cli.flash.pack", { model: pack.modelName, hash: pack.hash.slice(0, 12) })]),
    text(`deploy.answer.selfTest.${selfTest}`),
    ...(samples === 0 ? [] : [text("cli.flash.samples", { samples, rate: rateHz?.toFixed(1) ?? "?" })]),
  ];
}
