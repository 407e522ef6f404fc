import { Crosshair, Gauge, Tags } from "lucide-react";
import { useEffect } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState, ProgressBar } from "../../ui/Marks.tsx";
import { SplitPanels } from "../../ui/SplitPanels.tsx";
import { text } from "../../ui/text.ts";
import { ModelTabs } from "../shared/ModelTabs.tsx";
import { ResultList } from "./ResultList.tsx";
import { ResultView } from "./ResultView.tsx";
import styles from "./ValidateWorkspace.module.css";
import { Wish } from "./Wish.tsx";

/** How good models are on captures with truth: what to judge on the left, the result beside it. */
export function ValidateWorkspace() {
  const app = useApp();
  const project = useOf(app.project, ({ open }) => open?.id);
  const known = useOf(app.accuracy, ({ models, results }) => models !== undefined && results !== undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another project has other models.
  useEffect(() => void app.accuracy.refresh(), [app, project]);
  return (
    <section className={styles.page} aria-label={text("workspace.accuracy")}>
      <ModelTabs at="validate" />
      {known ? <Known /> : <ProgressBar label={text("validate.reading")} share={null} />}
    </section>
  );
}

function Known() {
  const app = useApp();
  const models = useOf(app.accuracy, (state) => state.models)!;
  const results = useOf(app.accuracy, (state) => state.results)!;
  const rows = useOf(app.captures, (state) => state.rows);
  const shown = useOf(app.accuracy, (state) => state.shown);
  const labelled = rows === undefined || app.accuracy.captureIds("labelled").length > 0;
  const toLabel = <Button onPress={() => app.shell.go({ at: "captures" })}>{text("validate.toLabel")}</Button>;
  if (models.length === 0 && results.length === 0) {
    return labelled ? (
      <EmptyState icon={Gauge} title={text("validate.noModel")} words={text("validate.noModel.next")}>
        <Button look="primary" onPress={() => app.shell.go({ at: "train" })}>
          {text("validate.toTrain")}
        </Button>
      </EmptyState>
    ) : (
      <EmptyState icon={Tags} title={text("validate.noTruth")} words={text("validate.noTruth.next")}>
        {toLabel}
      </EmptyState>
    );
  }
  const side = (
    <div className={styles.side}>
      <Wish />
      <ResultList />
    </div>
  );
  const result =
    shown !== null ? (
      <ResultView result={shown} />
    ) : labelled ? (
      <EmptyState icon={Crosshair} title={text("validate.noResult")} words={text("validate.noResult.next")} />
    ) : (
      <EmptyState icon={Tags} title={text("validate.noTruth")} words={text("validate.noTruth.next")}>
        {toLabel}
      </EmptyState>
    );
  return (
    <SplitPanels
      id="validate"
      parts={[
        { id: "wish", content: side, size: "280px", minSize: "240px", maxSize: "420px" },
        { id: "result", content: result, minSize: "480px" },
      ]}
    />
  );
}
