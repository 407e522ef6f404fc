import { Tags } from "lucide-react";
import { useEffect } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { VIEWS, type View } from "../../training/training.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState, ProgressBar } from "../../ui/Marks.tsx";
import { SplitPanels } from "../../ui/SplitPanels.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { text } from "../../ui/text.ts";
import { ModelTabs } from "../shared/ModelTabs.tsx";
import { DatasetView } from "./data/DatasetView.tsx";
import { FeaturesView } from "./features/FeaturesView.tsx";
import { MapView } from "./map/MapView.tsx";
import { ModelsView } from "./models/ModelsView.tsx";
import { Recipe } from "./recipe/Recipe.tsx";
import { SearchView } from "./search/SearchView.tsx";
import styles from "./Train.module.css";

/** Where models are made: the recipe on the left, and beside it what it is made of and what came out. */
export function TrainWorkspace() {
  const app = useApp();
  const rows = useOf(app.captures, (state) => state.rows);
  const project = useOf(app.project, ({ open }) => open?.id);
  const wish = useOf(app.training, (state) => state.wish);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another project, or its captures, may be known by now.
  useEffect(() => void app.training.open(), [app, project, rows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another project has other models.
  useEffect(() => void app.accuracy.refresh(), [app, project]);
  const known = wish !== null && rows !== undefined;
  const labelled = rows?.some(({ labelCounts }) => Object.keys(labelCounts).length > 0);
  return (
    <section className={styles.page} aria-label={text("workspace.train")}>
      <ModelTabs at="train" />
      {!known ? (
        <ProgressBar label={text("train.reading")} share={null} />
      ) : labelled ? (
        <Known />
      ) : (
        <EmptyState icon={Tags} title={text("validate.noTruth")} words={text("train.noTruth.next")}>
          <Button onPress={() => app.shell.go({ at: "captures" })}>{text("validate.toLabel")}</Button>
        </EmptyState>
      )}
    </section>
  );
}

const SHOWN: Readonly<Record<View, () => React.ReactNode>> = {
  data: DatasetView,
  map: MapView,
  features: FeaturesView,
  models: ModelsView,
  search: SearchView,
};

function Known() {
  const { training } = useApp();
  const { query, split, plan } = useOf(training, ({ wish }) => wish!);
  const changes = useOf(training, (state) => state.changes);
  const view = useOf(training, (state) => state.view);
  useEffect(() => {
    training.preview.want({ query, split, classes: plan.classes }, changes);
  }, [training, query, split, plan.classes, changes]);
  const Shown = SHOWN[view];
  const views = (
    <div className={styles.views}>
      <div className={styles.viewTabs}>
        <Tabs
          label={text("train.views")}
          tabs={VIEWS.map((key) => ({ key, words: text(`train.view.${key}`) }))}
          value={view}
          onChange={training.show}
        />
      </div>
      <Shown />
    </div>
  );
  return (
    <SplitPanels
      id="train"
      parts={[
        { id: "recipe", content: <Recipe />, size: "320px", minSize: "260px", maxSize: "440px" },
        { id: "views", content: views, minSize: "480px" },
      ]}
    />
  );
}
