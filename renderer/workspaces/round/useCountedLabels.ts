import { useStore } from "zustand";
import { UNKNOWN } from "#domain/labeling/segments.ts";
import { useApp, useOf } from "../../app/app.ts";
import type { Bout } from "../../deploy/round/bout.ts";
import { labelsOf } from "../../deploy/round/tally.ts";
import { labelScheme } from "../../ui/labels.ts";
import { useModels } from "../shared/useModels.ts";

/**
 * The punches that get a count: those that the listening model tells apart, else those of the label scheme; and what was
 * thrown beside them. They stand from the first bell, so that nothing moves when one is thrown.
 */
export function useCountedLabels(bout: Bout): string[] {
  const { listening } = useApp();
  const { punch } = useStore(labelScheme);
  const models = useModels();
  const modelId = useOf(listening, (state) => state.modelIds[0]);
  const named = models?.find(({ id }) => id === modelId)?.classNames.slice(1) ?? punch.map(({ name }) => name);
  const usual = named.filter((name) => name !== UNKNOWN);
  return [...usual, ...labelsOf(bout).filter((label) => !usual.includes(label))];
}
