import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Proof } from "#domain/deploy/pack.ts";
import { BY_PERSON, EVERYTHING } from "#domain/learning/dataset.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { ProblemError } from "#domain/problems.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import type { Report } from "../report.ts";
import { type CliContext, type ProjectSession, withProject } from "../studioSession.ts";
import { describePack, describeProof, proveAs } from "./packs.ts";
import { describeModel, readPlan, trainAs } from "./train.ts";

export interface DemoWish {
  /** A project to make; null: one in a temporary folder. */
  readonly project: string | null;
  readonly plan: string;
  readonly seed: number;
}

/** Two sessions of each person: a minute of free work holds some forty punches of each hand. */
const SESSIONS_EACH = 2;
const SESSION_SECONDS = 60;
const SEGMENTER = "punch";

/**
 * The whole main job without a glove: simulated people record, a segmenter cuts, truth names what it found, a model is
 * trained and judged by people it never saw, and becomes a pack, which is proved on new sessions where there are compilers. JSON:
 * `{ simulated, project, people, captures, seconds, segmented, model, scores: { protocol, float, int8 }, pack, proof, hashes,
 * tookS }`; proof is null without a compiler.
 */
export async function demo(context: CliContext, { project, plan: planName, seed }: DemoWish): Promise<Report> {
  const beganMs = performance.now();
  const folder = project ?? join(await mkdtemp(join(tmpdir(), "ringside-demo-")), "Simulated gym");
  const plan = await readPlan(planName);
  const took: Record<string, number> = {};
  const timed = async <T>(step: string, work: Promise<T>) => {
    const fromMs = performance.now();
    const result = await work;
    took[step] = Math.round(performance.now() - fromMs) / 1000;
    return result;
  };
  return withProject(context, { project: folder, create: true }, async (session) => {
    const { client, project: opened } = session;
    const box = (sessionsEach: number, seedOfIt: number) =>
      asJob(
        context,
        session,
        (percent) => text("cli.demo.recording", { percent }),
        (jobId) =>
          client.ask("simulated.recordPeople", { sessionsEach, seconds: SESSION_SECONDS, seed: seedOfIt, jobId }),
      );
    const { captureIds } = await timed("record", box(SESSIONS_EACH, seed));
    const recorded = (await client.call("capture.list", { deleted: false })).filter(({ id }) =>
      captureIds.includes(id),
    );
    const segmented = await timed(
      "segment",
      asJob(
        context,
        session,
        (percent) => text("cli.segment.working", { percent }),
        (jobId) => client.ask("segment.proposeMany", { captureIds, segmenter: SEGMENTER, settings: {}, jobId }),
      ),
    );
    const query = { ...EVERYTHING, captureIds };
    const model = await timed("train", trainAs(context, session, { name: planName, plan, query, split: BY_PERSON }));
    const { float, int8, dataHash, labelsHash, engineHash, backend } = model.made!;
    const people = [...new Set(recorded.map(({ metadata }) => metadata.person))];
    const pack = await client.ask("pack.build", { modelId: model.id });
    const unseen = await box(1, seed + 1);
    const proof = await timed("prove", proofOf(context, session, model.id, unseen.captureIds));
    const tookS = Math.round((performance.now() - beganMs) / 100) / 10;
    return {
      json: {
        simulated: true,
        project: { name: opened.name, folder: opened.folderShown },
        people,
        captures: recorded.length,
        seconds: SESSION_SECONDS * recorded.length,
        segmented,
        model,
        scores: { protocol: text("cli.demo.protocol"), float, int8, int8LessThanFloat: float.f1 - int8.f1 },
        pack,
        proof,
        hashes: { data: dataHash, labels: labelsHash, engine: engineHash, parts: model.parts.map(({ hash }) => hash) },
        backend,
        tookS: { ...took, all: tookS },
      },
      lines: [
        text("cli.demo.title"),
        text("cli.demo.recorded", { captures: recorded.length, people: people.length, minutes: recorded.length }),
        text("cli.demo.found", { count: segmented.proposals }),
        "",
        ...describeModel(model),
        "",
        ...describePack(pack),
        ...(proof === null ? [text("problem.pack.noCompiler")] : describeProof(proof)),
        "",
        text("cli.demo.protocol"),
        text("cli.demo.hashes", { data: dataHash, labels: labelsHash, engine: engineHash }),
        text("cli.demo.took", { seconds: tookS, folder: opened.folderShown }),
      ],
    };
  });
}

/** The pack's proof on these captures, which no model was trained on; null where there is no compiler. */
async function proofOf(
  context: CliContext,
  session: ProjectSession,
  modelId: string,
  captureIds: readonly string[],
): Promise<Proof | null> {
  await session.client.ask("capture.setReviewed", { captureIds: [...captureIds], reviewed: true });
  const words = (percent: number | "") => text("cli.validate.working", { percent });
  const wish = { modelIds: [modelId], captureIds: [...captureIds], rule: SAME_PUNCH, fullyAnnotated: true };
  const { id } = await asJob(context, session, words, (jobId) =>
    session.client.ask("validation.run", { ...wish, truthTrack: null, jobId }),
  );
  try {
    return await proveAs(context, session, modelId, id);
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === "pack.noCompiler") return null;
    throw error;
  }
}
