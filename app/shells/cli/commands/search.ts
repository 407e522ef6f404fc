import type { ModelPlan } from "#domain/learning/plan.ts";
import { sent } from "#host/sent.ts";
import { text } from "../../common/text.ts";
import { asJob } from "../job.ts";
import { type Report, table } from "../report.ts";
import { type CliContext, withProject } from "../studioSession.ts";
import { type LearningChoice, learningWish } from "./train.ts";

/**
 * Plans around one, weighed against what they cost on the glove. JSON: an array of `{ plan, float, int8, cost: { flashBytes,
 * ramBytes, instructions, by }, onFront }`, best F1 first. Nothing is kept.
 */
export function search(context: CliContext, wish: LearningChoice): Promise<Report> {
  return withProject(context, wish, async (session) => {
    const chosen = await learningWish(session, wish);
    const candidates = await asJob(
      context,
      session,
      (percent) => text("cli.search.working", { percent }),
      (jobId) => session.client.ask("model.search", { ...sent(chosen), jobId }),
    );
    const best = candidates.toSorted((a, b) => b.int8 - a.int8);
    const head = ["plan", "f1Int8", "f1Float", "flash", "ram", "instructions", "front"].map((key) =>
      text(`cli.search.${key}`),
    );
    const rows = best.map(({ plan, float, int8, cost, onFront }) => [
      shortPlan(plan),
      (100 * int8).toFixed(1),
      (100 * float).toFixed(1),
      String(cost.flashBytes),
      String(cost.ramBytes),
      String(cost.instructions),
      onFront ? "*" : "",
    ]);
    return { json: best, lines: [...table(head, rows, [1, 2, 3, 4, 5]), "", text("cli.search.means")] };
  });
}

/** `16 features, dense 12-8`. */
function shortPlan({ input, classifier }: Pick<ModelPlan, "input" | "classifier">): string {
  const seen =
    input.kind === "features"
      ? text("cli.search.features", { count: input.count })
      : text("cli.search.window", { steps: input.steps });
  const sizes =
    classifier.kind === "dense"
      ? classifier.hidden.join("-")
      : classifier.kind === "conv"
        ? classifier.filters.join("-")
        : `${classifier.trees}x${classifier.depth}`;
  return `${seen}, ${classifier.kind} ${sizes}`;
}
