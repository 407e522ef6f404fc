import type { ClassifierPlan } from "#domain/learning/plan.ts";
import type { FloatLayer } from "../../engine/descriptor/network.ts";

/** A layer before it has learned anything. */
export type Shape = Omit<FloatLayer, "weights" | "biases">;

const WITHOUT_LIMITS = { lowest: Number.NEGATIVE_INFINITY, highest: Number.POSITIVE_INFINITY };
const RELU = { lowest: 0, highest: Number.POSITIVE_INFINITY };
/** Halves the steps, and with them the work of the layers behind. */
const POOL = 2;

/** The layers of a plan's network on tensors of [steps][channels], within the engine's limits. The last gives logits. */
export function networkShapes(
  plan: Exclude<ClassifierPlan, { kind: "forest" }>,
  steps: number,
  channels: number,
  outputs: number,
): Shape[] {
  return plan.kind === "dense"
    ? denseShapes(plan.hidden, steps, channels, outputs)
    : convolutionShapes(plan.filters, plan.kernel, steps, channels, outputs);
}

export function hasWeights({ kind }: Shape): boolean {
  return kind !== "maximum_pool" && kind !== "average_pool";
}

/** Inputs of one output value. */
export function fanIn({ kind, steps, channels, kernel }: Shape): number {
  return (kind === "fully_connected" ? steps : kernel) * channels;
}

function denseShapes(hidden: readonly number[], steps: number, channels: number, outputs: number): Shape[] {
  const shapes: Shape[] = [];
  let from = { steps, channels };
  for (const width of hidden) {
    shapes.push({ ...dense(from, width), ...RELU });
    from = { steps: 1, channels: width };
  }
  return [...shapes, { ...dense(from, outputs), ...WITHOUT_LIMITS }];
}

/** Convolutions with ReLU, halved in between while a kernel still fits; then the mean over time and one dense layer. */
function convolutionShapes(
  filters: readonly number[],
  kernel: number,
  steps: number,
  channels: number,
  outputs: number,
): Shape[] {
  const shapes: Shape[] = [];
  let from = { steps, channels };
  for (const [i, width] of filters.entries()) {
    // The engine refuses a kernel that is longer than its input.
    const fitting = Math.min(kernel, from.steps);
    const convolution = { ...from, kind: "convolution", samePadding: true, kernel: fitting, stride: 1 } as const;
    shapes.push({ ...convolution, outChannels: width, ...RELU });
    from = { steps: from.steps, channels: width };
    const halved = Math.floor(from.steps / POOL);
    if (i === filters.length - 1 || halved < kernel) continue;
    shapes.push(pool("maximum_pool", from, POOL));
    from = { steps: halved, channels: width };
  }
  const width = from.channels;
  return [
    ...shapes,
    pool("average_pool", from, from.steps),
    { ...dense({ steps: 1, channels: width }, outputs), ...WITHOUT_LIMITS },
  ];
}

type Tensor = Pick<Shape, "steps" | "channels">;

function dense(from: Tensor, outChannels: number) {
  return { ...from, kind: "fully_connected", samePadding: false, outChannels, kernel: 0, stride: 0 } as const;
}

function pool(kind: "maximum_pool" | "average_pool", from: Tensor, kernel: number): Shape {
  return { ...from, kind, samePadding: false, outChannels: from.channels, kernel, stride: kernel, ...WITHOUT_LIMITS };
}
