import type { Input } from "#contract/contract.ts";
import type { MapPoint } from "#contract/learning.ts";
import { EVERYTHING } from "#domain/learning/dataset.ts";
import { PRESETS } from "#domain/learning/presets.ts";
import { isRight } from "#domain/validation/cells.ts";
import type { Validation } from "#domain/validation/results.ts";
import type { ListedModel } from "../../app/stores/accuracy.ts";
import { clipId } from "./clips.ts";

type Asked = Omit<Input<"features.map">, "jobId">;

/** The same map each time. */
const SEED = 1;

/**
 * The question for a map of the labelled segments that a result judged, by the features of its model; an imported one has
 * no plan, so that the usual features show it.
 */
export function mapAsked(
  { captureIds, truthTrack }: Pick<Validation, "captureIds" | "truthTrack">,
  { plan, classNames }: Pick<ListedModel, "plan" | "classNames">,
): Asked {
  const { hands, segmenter, input } = plan ?? PRESETS.reference;
  return {
    query: {
      ...EVERYTHING,
      captureIds: [...captureIds],
      labels: [],
      metadata: {},
      devices: [],
      states: [],
      truthTrack,
    },
    plan: { classes: classNames.slice(1), hands, segmenter, examples: "truth" },
    set: input.kind === "features" ? input.set : "all",
    method: "umap",
    seed: SEED,
  };
}

/** Points as the map draws them: a ring stands for a disagreement; and the clip behind each, where it was judged. */
export interface Mapped {
  readonly points: readonly MapPoint[];
  readonly clipIds: readonly (string | null)[];
  readonly wrong: number;
}

export function mapped(points: readonly MapPoint[], { captures }: Pick<Validation, "captures">): Mapped {
  const events = new Map(
    captures.flatMap(({ captureId, events: all }) =>
      all.flatMap(({ truth, outcome }, place) =>
        truth ? [[`${captureId} ${truth.segmentId}`, { id: clipId(captureId, place), right: isRight(outcome) }]] : [],
      ),
    ) as [string, { readonly id: string; readonly right: boolean }][],
  );
  const known = points.map(({ captureId, segmentId }) => events.get(`${captureId} ${segmentId}`) ?? null);
  return {
    points: points.map((point, i) => ({ ...point, odd: known[i]?.right === false ? 1 : 0 })),
    clipIds: known.map((each) => each?.id ?? null),
    wrong: known.filter((each) => each?.right === false).length,
  };
}
