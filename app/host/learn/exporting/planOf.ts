import type { Hand } from "#domain/hands.ts";
import { COLUMNS } from "#domain/learning/columns.ts";
import type { ImportedInput, ImportPlan, InputLine } from "#domain/learning/importPlan.ts";
import type { ModelNeeds } from "#domain/learning/models.ts";
import type { HandPlan } from "#domain/learning/plan.ts";
import { countSize, endsOf, type MotionKind, motionKind } from "../features/channelEnds.ts";
import type { FittedInput } from "../features/modelInput.ts";

/** Whose glove runs the bytes of a part, in the words of an import plan. */
export function handsOf(hands: HandPlan, hand: Hand | null): ImportPlan["hands"] {
  if (hand === null || hands === "together") return "together";
  return hands === "mirrored" ? "mirrored" : hand;
}

/** What a network sees, said by the ends of its int8 input: read again, it is the same to the bit. */
export function importedInput(fitted: FittedInput, needs: ModelNeeds): ImportedInput {
  if (fitted.kind === "features") {
    const features = fitted.features.map(({ name, columns, parameters = [], lowest, highest }) => ({
      name,
      columns: columns.map((column) => COLUMNS[column]!),
      parameters,
      from: [lowest, highest] as const,
    }));
    return { kind: "features", features, to: null };
  }
  const named = fitted.channels.map((channel) => ({ ...channel, name: COLUMNS[channel.column]! }));
  const line = (kind: MotionKind): InputLine | null => {
    const channel = named.find(({ name }) => motionKind(name) === kind);
    return channel === undefined ? null : { from: endsOf(channel, countSize(needs, kind)), to: null };
  };
  return {
    kind: "window",
    channels: named.map(({ name }) => name),
    acceleration: line("acceleration"),
    rotation: line("rotation"),
  };
}
