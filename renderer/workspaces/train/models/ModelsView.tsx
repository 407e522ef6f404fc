import { BrainCircuit } from "lucide-react";
import { useApp, useOf } from "../../../app/app.ts";
import { EmptyState } from "../../../ui/Marks.tsx";
import { text } from "../../../ui/text.ts";
import { Curves } from "./Curves.tsx";
import { ImportButton } from "./ImportButton.tsx";
import { ModelList } from "./ModelList.tsx";
import { ModelResult } from "./ModelResult.tsx";
import styles from "./Models.module.css";

/** The models of the project, and of one what it is worth; while one is trained, its curves. */
export function ModelsView() {
  const { training, accuracy } = useApp();
  const models = useOf(accuracy, (state) => state.models) ?? [];
  const shown = useOf(training, (state) => state.shownModel);
  const trains = useOf(training, ({ running }) => running?.what === "train");
  const model = models.find(({ id }) => id === shown) ?? (trains ? undefined : models[0]);
  if (models.length === 0 && !trains)
    return (
      <EmptyState icon={BrainCircuit} title={text("train.noModel")} words={text("train.noModel.next")}>
        <ImportButton />
      </EmptyState>
    );
  return (
    <div className={styles.view}>
      <ModelList models={models} shown={model?.id ?? null} />
      {model === undefined ? <Curves /> : <ModelResult key={model.id} model={model} />}
    </div>
  );
}
