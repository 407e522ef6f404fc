import { text } from "../../../ui/text.ts";
import { AugmentationFields } from "./AugmentationFields.tsx";
import { ClassFields } from "./ClassFields.tsx";
import { DataFields } from "./DataFields.tsx";
import { NetworkFields } from "./NetworkFields.tsx";
import { PlanJson } from "./PlanJson.tsx";
import { PresetChoice } from "./PresetChoice.tsx";
import styles from "./Recipe.module.css";
import { SegmenterFields } from "./SegmenterFields.tsx";
import { StartBar } from "./StartBar.tsx";
import { TrainingFields } from "./TrainingFields.tsx";

/** From what, how and how tested a model is made, and the button that makes it. */
export function Recipe() {
  return (
    <section className={styles.recipe} aria-label={text("train.recipe")}>
      <div className={styles.scroll}>
        <PresetChoice />
        <DataFields />
        <ClassFields />
        <SegmenterFields />
        <NetworkFields />
        <AugmentationFields />
        <TrainingFields />
        <PlanJson />
      </div>
      <StartBar />
    </section>
  );
}
