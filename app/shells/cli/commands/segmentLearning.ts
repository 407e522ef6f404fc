import type { Output } from "#contract/contract.ts";
import { ProblemError } from "#domain/problems.ts";
import type { SegmenterName } from "#domain/segmenters.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, findCapture, findCaptures, type ProjectChoice, withProject } from "../studioSession.ts";

type Learned = Extract<Output<"segment.learn">, { ok: true }>["value"]["best"];

/** JSON: `{ best, others }` as the contract's segment.learn; scores are of captures that were left out. */
export function learn(
  context: CliContext,
  captures: readonly string[],
  { segmenter, ...wish }: ProjectChoice & { readonly segmenter: SegmenterName | null },
): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const captureIds = (await findCaptures(session.client, captures)).map(({ id }) => id);
    const learned = await asJob(
      context,
      session,
      (percent) => text("cli.segment.learning", { percent }),
      (jobId) => session.client.ask("segment.learn", { captureIds, segmenter, jobId }),
    );
    const all = [learned.best, ...learned.others];
    const head = ["segmenter", "f1", "sensitivity", "ppv", "inSample"].map((key) => text(`cli.learn.${key}`));
    const { score, settings, tried } = learned.best;
    const given = Object.entries(settings).map(([setting, value]) => `--set ${setting}=${value}`);
    return {
      json: learned,
      lines: [
        ...table(head, all.map(row), [1, 2, 3, 4]),
        "",
        text("cli.learn.means", { support: score.support, folds: score.folds, tried }),
        text("cli.learn.use", { settings: `--segmenter ${learned.best.segmenter} ${given.join(" ")}` }),
      ],
    };
  });
}

function row({ segmenter, score, inSample }: Learned): string[] {
  return [segmenter, ...[score.f1, score.sensitivity, score.ppv, inSample].map((share) => share.toFixed(3))];
}

/**
 * What the kept proposals of a capture could be called. JSON: an array of `{ track, id, hand, startUs, endUs, suggestions }`
 * with up to three `{ label, confidence }`, best first.
 */
export function suggest(context: CliContext, capture: string, wish: ProjectChoice): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const { id: captureId } = await findCapture(client, capture);
    const tracks = await client.ask("label.tracks", { captureId });
    const proposals = tracks.flatMap(({ kind, name, segments }) =>
      kind === "proposal"
        ? segments.map(({ id, hand, startUs, endUs }) => ({ track: name, id, hand, startUs, endUs }))
        : [],
    );
    if (proposals.length === 0) throw new ProblemError("cli.noProposals", { capture });
    const segments = proposals.map(({ hand, startUs, endUs }) => ({ hand, startUs, endUs }));
    const guesses = await client.ask("segment.suggest", { captureId, segments });
    const head = ["start", "end", "hand", "suggestions"].map((key) => text(`cli.segment.${key}`));
    const rows = proposals.map(({ hand, startUs, endUs }, i) => [
      (startUs / 1e6).toFixed(3),
      (endUs / 1e6).toFixed(3),
      hand ?? "",
      guesses[i]!.map(({ label, confidence }) => `${label} ${Math.round(100 * confidence)} %`).join(", "),
    ]);
    return {
      json: proposals.map((proposal, i) => ({ ...proposal, suggestions: guesses[i] })),
      lines: table(head, rows),
    };
  });
}
