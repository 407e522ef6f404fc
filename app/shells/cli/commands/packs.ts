import type { Bill, Pack, Proof, ProofRun } from "#domain/deploy/pack.ts";
import type { Hand } from "#domain/hands.ts";
import { ProblemError } from "#domain/problems.ts";
import type { WrittenForm } from "#host/pack/formFiles.ts";
import { unwrap } from "../../common/client.ts";
import { problemText, text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import type { Report } from "../report.ts";
import { type CliContext, type ProjectChoice, type ProjectSession, withProject } from "../studioSession.ts";
import { findModel } from "./models.ts";
import { findResult, newestResult } from "./results.ts";

/** The exit code of a bill that the board cannot pay. */
const TOO_LARGE = 3;
/** The exit code of a proof that found a decision which is not the studio's. */
const DIFFERS = 3;

export interface PackWish extends ProjectChoice {
  readonly model: string;
}

export interface BuildWish extends PackWish {
  readonly out: string;
  readonly form: WrittenForm;
}

/** Writes a pack. JSON: the Pack of the domain, and `written`, the path of what was written. */
export function buildPack(context: CliContext, wish: BuildWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const { id: modelId } = await findModel(session.client, wish.model);
    const pack = await session.client.ask("pack.build", { modelId });
    const written = unwrap(await session.host.writePack(modelId, wish.out, wish.form));
    return { json: { ...pack, written }, lines: [...describePack(pack), text("cli.pack.written", { path: written })] };
  });
}

/** What a pack holds, and whether its proof still holds. JSON: `{ pack, seal }` of the contract. */
export function showPack(context: CliContext, wish: PackWish): Promise<Report> {
  return withProject(context, wish, async ({ client }) => {
    const { id: modelId } = await findModel(client, wish.model);
    const pack = await client.ask("pack.build", { modelId });
    const seal = await client.ask("pack.seal", { modelId });
    const files = pack.files.map(({ path, bytes }) => text("cli.pack.file", { path, bytes }));
    const sealed =
      seal === null
        ? [text("cli.pack.unproved")]
        : [
            ...describeProof(seal.proof),
            ...seal.broken.map((what) => text("cli.pack.broken", { what: text(`cli.pack.broken.${what}`) })),
          ];
    return { json: { pack, seal }, lines: [...describePack(pack), ...sealed, "", ...files] };
  });
}

export interface BillWish extends PackWish {
  readonly hand: Hand | null;
}

/**
 * What a pack costs on the glove of `hand`; where none is asked for, on that of the model's first part. JSON: the Bill of the
 * domain, and `hand`, null where one part serves both. Exit code 3 where it does not fit the board.
 */
export function billOf(context: CliContext, wish: BillWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const { id: modelId, parts } = await findModel(session.client, wish.model);
    const hand = wish.hand ?? parts[0]?.hand ?? null;
    const words = () => text("cli.pack.billing");
    const bill = await asJob(context, session, words, (jobId) =>
      session.client.ask("pack.bill", { modelId, hand, jobId }),
    );
    const lines = [text(`cli.pack.hand.${hand ?? "both"}`), ...describeBill(bill)];
    return { json: { ...bill, hand }, lines, ...(bill.problems.length > 0 ? { exitCode: TOO_LARGE } : {}) };
  });
}

export interface ProveWish extends PackWish {
  /** Null: the newest of this model alone that is not stale. */
  readonly validation: string | null;
}

/** Proves a pack by a stored result. JSON: the Proof of the domain. Exit code 3 where a decision differs. */
export function provePack(context: CliContext, wish: ProveWish): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const { id: modelId, name } = await findModel(session.client, wish.model);
    const found =
      wish.validation === null
        ? await newestResult(session.client, modelId)
        : await findResult(session.client, wish.validation);
    if (found === null) throw new ProblemError("cli.nothingToProve", { model: name });
    const { id: validationId } = found;
    const proof = await proveAs(context, session, modelId, validationId);
    return {
      json: proof,
      lines: describeProof(proof),
      ...(proof.runs.some(differs) ? { exitCode: DIFFERS } : {}),
    };
  });
}

/** Proves a pack as a job whose progress is shown. @throws ProblemError as the call says */
export function proveAs(context: CliContext, session: ProjectSession, modelId: string, validationId: string) {
  const words = (percent: number | "") => text("cli.pack.proving", { percent });
  return asJob(context, session, words, (jobId) => session.client.ask("pack.prove", { modelId, validationId, jobId }));
}

export function describePack({
  identifier,
  modelName,
  hash,
  parts,
  classNames,
  engineVersion,
  simulated,
}: Pack): string[] {
  return [
    text("cli.pack.title", { identifier, model: modelName }),
    text("cli.pack.classes", { classes: classNames.join(", ") }),
    ...parts.map(({ hand, bytes, hash: each }) =>
      text("cli.pack.part", { hand: text(`cli.pack.hand.${hand ?? "both"}`), bytes, hash: each }),
    ),
    text("cli.pack.hash", { hash, engine: engineVersion }),
    ...(simulated ? [text("report.simulated")] : []),
  ];
}

function describeBill(bill: Bill): string[] {
  const { board, flashBytes, ramBytes, stackBytes, perSample, perSegment, decisionLatencyMs, battery } = bill;
  const share = (used: number, of: number) => ((100 * used) / of).toFixed(1);
  return [
    text(`cli.pack.bill.${bill.by}`, { board: board.name }),
    text("cli.pack.bill.flash", { used: flashBytes, of: board.flashBytes, share: share(flashBytes, board.flashBytes) }),
    text("cli.pack.bill.ram", { used: ramBytes, of: board.ramBytes, share: share(ramBytes, board.ramBytes) }),
    ...bill.parts.map((one) =>
      text("cli.pack.bill.part", { part: one.part, flash: one.flashBytes, ram: one.ramBytes }),
    ),
    text("cli.pack.bill.stack", { used: stackBytes }),
    text("cli.pack.bill.perSample", { mean: Math.round(perSample.mean), worst: perSample.worst }),
    text("cli.pack.bill.perSegment", { mean: Math.round(perSegment.mean), worst: perSegment.worst }),
    ...(decisionLatencyMs === null
      ? []
      : [
          text("cli.pack.bill.latency", {
            median: Math.abs(Math.round(decisionLatencyMs.median)),
            side: decisionLatencyMs.median < 0 ? "before" : "after",
            p95: Math.round(decisionLatencyMs.p95),
          }),
        ]),
    text("cli.pack.bill.battery", {
      hours: Math.round(battery.hours),
      cell: battery.cellMah,
      average: battery.averageMa.toFixed(1),
    }),
    ...battery.drains.map(
      ({ part, milliamps, from }) =>
        `  ${text(`bill.drain.${from}`, { part: text(`bill.drain.part.${part}`), milliamps: milliamps.toFixed(2) })}`,
    ),
    ...bill.problems.map((problem) => problemText(problem).message),
  ];
}

export function describeProof({ runs, provedAtMs }: Proof): string[] {
  return [text("cli.pack.proved", { when: new Date(provedAtMs).toISOString().slice(0, 16) }), ...runs.map(runWords)];
}

function runWords(run: ProofRun): string {
  const target = text(`cli.pack.target.${run.target}`);
  if ("missing" in run) return text("cli.pack.run.missing", { target, missing: run.missing.join(", ") });
  const { captures, samples, decisions, differing, compiler } = run;
  const key = differing === 0 ? "cli.pack.run.same" : "cli.pack.run.differs";
  return text(key, { target, captures, samples, decisions, differing, compiler });
}

function differs(run: ProofRun): boolean {
  return "differing" in run && run.differing > 0;
}
