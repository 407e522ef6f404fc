import { useApp, useOf } from "../../../app/app.ts";
import type { Preview } from "../../../training/training.ts";
import { Figure, FigureRow } from "../../../ui/FigureRow.tsx";
import { count } from "../../../ui/figures.ts";
import { ProgressBar } from "../../../ui/Marks.tsx";
import { text } from "../../../ui/text.ts";
import { Hash, Trouble } from "../Parts.tsx";
import parts from "../parts.module.css";
import { CaptureTable } from "./CaptureTable.tsx";
import { Distribution } from "./Distribution.tsx";
import { ExcludedList } from "./ExcludedList.tsx";
import { FoldTable } from "./FoldTable.tsx";
import { useExamples } from "./useExamples.ts";

/** What the recipe's captures hold: labels, folds, and what is left out and why. */
export function DatasetView() {
  const { training } = useApp();
  const { value, problem } = useOf(training.preview, (state) => state);
  if (problem !== null) return <Trouble problem={problem} />;
  if (value === null) return <ProgressBar label={text("train.reading")} share={null} />;
  return <Dataset value={value} />;
}

function Dataset({ value }: { readonly value: Preview }) {
  const examples = useExamples();
  const segments = value.captures.reduce(
    (sum, { labels }) => sum + Object.values(labels).reduce((all, n) => all + n, 0),
    0,
  );
  return (
    <div className={parts.view}>
      <FigureRow>
        <Figure words={text("train.captures")} large>
          {count(value.captures.length)}
        </Figure>
        <Figure words={text("train.segments")} large>
          {count(segments)}
        </Figure>
        <Figure words={text("train.folds")} large>
          {count(value.folds.length)}
        </Figure>
        <Figure words={text("train.dataHash")}>
          <Hash hash={value.dataHash} />
        </Figure>
        <Figure words={text("train.labelsHash")}>
          <Hash hash={value.labelsHash} />
        </Figure>
      </FigureRow>
      <div className={parts.columns}>
        <Distribution captures={value.captures} examples={examples.value} />
        <FoldTable preview={value} />
      </div>
      <ExcludedList excluded={value.excluded} examples={examples} />
      <CaptureTable captures={value.captures} />
    </div>
  );
}
