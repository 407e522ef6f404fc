import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CaptureSummary } from "#domain/captures.ts";
import type { Proof, ProofRun } from "#domain/deploy/pack.ts";
import { ProblemError } from "#domain/problems.ts";
import type { CaptureResult, Validation } from "#domain/validation/results.ts";
import type { Job } from "../../jobs.ts";
import type { ProjectStore } from "../../store/api.ts";
import { stalenessOf } from "../../validation/hashes.ts";
import { type MadePack, makePack, packModel } from "../makePack.ts";
import { coreToolchain, hostToolchain, type Target, type Toolchain } from "../tools/toolchain.ts";
import { compareCapture, recordingsOf } from "./compareCapture.ts";
import { replayProgram } from "./replayPack.ts";
import { keepProof } from "./seal.ts";

export type ProofStore = Pick<
  ProjectStore,
  "captures" | "tracks" | "readSamples" | "models" | "model" | "modelParts" | "validation" | "setSetting" | "readOnly"
>;

/**
 * Compiles a pack for this machine and for the glove's core, replays the captures of a stored result through both, and
 * counts the decisions that are not those of the studio's engine and of the stored result. Keeps what came of it.
 * @throws ProblemError as the call pack.prove says, project.readOnly, pack.toolFailed, pack.toolSlow
 */
export async function provePack(store: ProofStore, modelId: string, validationId: string, job: Job): Promise<Proof> {
  if (store.readOnly) throw new ProblemError("project.readOnly");
  const made = makePack(await packModel(store, modelId));
  const validation = await resultOf(store, modelId, validationId);
  const toolchains = {
    host: await hostToolchain(job.signal),
    cortexM4: await coreToolchain(job.signal),
  };
  if (Object.values(toolchains).every((one) => "missing" in one)) throw new ProblemError("pack.noCompiler");
  const summaries = new Map((await store.captures(false)).map((summary) => [summary.id, summary]));
  const captures = validation.captures.map((result) => ({ result, summary: summaries.get(result.captureId)! }));
  const rows = captures.reduce((sum, { summary }) => sum + rowsOf(summary), 0);
  const targets = Object.entries(toolchains).filter(([, tools]) => !("missing" in tools)).length;
  let done = 0;
  const onCapture = (summary: CaptureSummary) => {
    done += rowsOf(summary);
    job.progress(done, rows * targets);
  };
  job.progress(0, rows * targets);
  const runs: ProofRun[] = [];
  for (const [target, tools] of Object.entries(toolchains) as [Target, (typeof toolchains)[Target]][]) {
    runs.push(
      "missing" in tools ? { target, ...tools } : await proveWith(tools, store, made, captures, job, onCapture),
    );
  }
  job.stopIfCancelled();
  const proof: Proof = {
    modelId,
    validationId,
    provedAtMs: Date.now(),
    packHash: made.pack.hash,
    engineHash: made.pack.hashes.engine,
    dataHash: validation.hashes.data,
    runs,
  };
  await keepProof(store, proof);
  return proof;
}

/** Whether a run found the same everywhere, of all that ran. */
export function holds({ runs }: Proof): boolean {
  return runs.every((run) => "missing" in run || run.differing === 0);
}

async function resultOf(store: ProofStore, modelId: string, validationId: string): Promise<Validation> {
  const validation = await store.validation(validationId);
  if (validation.modelIds.length !== 1 || validation.modelIds[0] !== modelId)
    throw new ProblemError("pack.otherResult");
  const [stale] = await stalenessOf(store, [validation]);
  if (stale!.length > 0) throw new ProblemError("pack.staleResult");
  return validation;
}

interface Judged {
  readonly summary: CaptureSummary;
  readonly result: CaptureResult;
}

async function proveWith(
  tools: Toolchain,
  store: ProofStore,
  made: MadePack,
  captures: readonly Judged[],
  job: Job,
  onCapture: (summary: CaptureSummary) => void,
): Promise<ProofRun> {
  const folder = await mkdtemp(join(tmpdir(), "ringside-proof-"));
  try {
    const program = await replayProgram(tools, made, folder, job.signal);
    const counts = { samples: 0, decisions: 0, differing: 0 };
    for (const { summary, result } of captures) {
      const recordings = await recordingsOf(store, made, summary);
      const compared = await compareCapture(program, made, recordings, result, job.signal);
      counts.samples += compared.samples;
      counts.decisions += compared.decisions;
      counts.differing += compared.differing;
      onCapture(summary);
    }
    return { target: tools.target, compiler: tools.compiler, captures: captures.length, ...counts };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf({ streams }: CaptureSummary): number {
  return streams.reduce((sum, { rows }) => sum + rows, 0);
}
