import type { EventPayload } from "#contract/contract.ts";

type EpochEvent = EventPayload<"model.epoch">;
export type Point = Omit<EpochEvent, "jobId" | "fold">;

/** One network from its first epoch on. */
export interface Curve {
  /** What is held out; null: the model that is kept, made from everything. */
  readonly fold: string | null;
  readonly points: readonly Point[];
}

/**
 * Curves with one more epoch, in the order in which they were trained. An epoch that does not come after the one before
 * begins another network: the other hand's of the same fold.
 */
export function withEpoch(curves: readonly Curve[], { jobId: _, fold, ...point }: EpochEvent): readonly Curve[] {
  const last = curves.at(-1);
  if (last === undefined || last.fold !== fold || point.epoch <= last.points.at(-1)!.epoch)
    return [...curves, { fold, points: [point] }];
  return [...curves.slice(0, -1), { fold, points: [...last.points, point] }];
}

export const CURVE_KINDS = ["loss", "accuracy"] as const;
export type CurveKind = (typeof CURVE_KINDS)[number];

const VALIDATION = { loss: "validationLoss", accuracy: "validationAccuracy" } as const;

export function curveValue(point: Point, kind: CurveKind, of: "training" | "validation"): number | null {
  return of === "training" ? point[kind] : point[VALIDATION[kind]];
}

export interface CurveRange {
  readonly lastEpoch: number;
  readonly lowest: number;
  readonly highest: number;
}

/** What a plot of all curves must hold. Losses begin at 0; accuracy is a share. */
export function rangeOf(curves: readonly Curve[], kind: CurveKind): CurveRange {
  const points = curves.flatMap((curve) => curve.points);
  const lastEpoch = points.reduce((last, { epoch }) => Math.max(last, epoch), 1);
  if (kind === "accuracy") return { lastEpoch, lowest: 0, highest: 1 };
  const losses = points.flatMap(({ loss, validationLoss }) => [loss, validationLoss ?? 0]).filter(Number.isFinite);
  return { lastEpoch, lowest: 0, highest: losses.reduce((most, loss) => Math.max(most, loss), 0) || 1 };
}
