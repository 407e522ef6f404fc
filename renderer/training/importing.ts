import type { z } from "zod";
import type { Output } from "#contract/contract.ts";
import { importPlan } from "#contract/modelFiles.ts";
import { COLUMNS } from "#domain/learning/columns.ts";
import type { Plan } from "./wish.ts";

export type Inspected = Extract<Output<"model.inspect">, { ok: true }>["value"];
export type ImportWish = z.infer<typeof importPlan>;

const AXES = 6;

/** What a file does not say, as it most likely is: a window of the six axes in g and degrees a second, the recipe's classes. */
export function usualImportPlan({ network }: Pick<Inspected, "network">, plan: Plan): ImportWish {
  const outputs = network?.outputs ?? plan.classes.length;
  const names = outputs === plan.classes.length + 1 ? ["Unknown", ...plan.classes] : plan.classes;
  const classes = Array.from({ length: outputs }, (_, place) => names[place] ?? `Class ${place + 1}`);
  return {
    classes,
    hands: "mirrored",
    segmenter: plan.segmenter,
    needs: null,
    input: {
      kind: "window",
      channels: COLUMNS.slice(0, Math.min(network?.channels || AXES, COLUMNS.length)),
      acceleration: null,
      rotation: null,
    },
    rejectBelow: 0,
  };
}

export type ReadImportPlan =
  | { readonly ok: true; readonly plan: ImportWish }
  | { readonly ok: false; readonly why: string };

/** A plan as JSON; otherwise the first thing that is wrong with it. */
export function parseImportPlan(json: string): ReadImportPlan {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
  const read = importPlan.safeParse(value);
  if (read.success) return { ok: true, plan: read.data };
  const first = read.error.issues[0]!;
  return { ok: false, why: [first.path.join("."), first.message].filter(Boolean).join(": ") };
}
