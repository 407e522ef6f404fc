import type { ModelNeeds } from "#domain/learning/models.ts";
import type { SensorStage } from "../../engine/descriptor/transforms.ts";
import { modelColumns } from "../dataset/modelMotion.ts";

/**
 * Those that stay the same when a sensor sits turned about the forearm, as it does from glove to glove: x, which lies along
 * the forearm, and the lengths.
 */
export const STEADY_COLUMNS: readonly number[] = [0, 3, 6, 7, 8, 9];

/** The stages that make the columns behind the axes. */
export function columnStages(needs: ModelNeeds): readonly SensorStage[] {
  const across = (...columns: number[]): SensorStage => ({ kind: "magnitude", columns, setting: 0 });
  return [...modelColumns(needs).sensorStages, across(1, 2), across(4, 5)];
}
