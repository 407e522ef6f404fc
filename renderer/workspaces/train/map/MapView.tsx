import { useState } from "react";
import type { MapPoint } from "#contract/learning.ts";
import { useApp, useOf } from "../../../app/app.ts";
import { Button } from "../../../ui/Button.tsx";
import { count, share } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { SplitPanels } from "../../../ui/SplitPanels.tsx";
import { Segmented } from "../../../ui/Toggles.tsx";
import { text } from "../../../ui/text.ts";
import { openAt } from "../../label/openAt.ts";
import { FeatureSetSelect } from "../features/FeatureSetSelect.tsx";
import { useAsked } from "../features/useAsked.ts";
import { Looking, Trouble } from "../Parts.tsx";
import parts from "../parts.module.css";
import styles from "./Map.module.css";
import { ODD } from "./paintMap.ts";
import { SegmentMapPlot } from "./SegmentMapPlot.tsx";
import { SegmentTable } from "./SegmentTable.tsx";

/** The same map each time. */
const SEED = 1;
const METHODS = ["umap", "pca"] as const;
/** So much is shown before and after a segment, so that one sees what the glove did around it. */
const AROUND_US = 500_000;

/** All segments on a plane, likes beside likes: what lies among others of another label is likely mislabeled. */
export function MapView() {
  const { training } = useApp();
  const method = useOf(training, (state) => state.method);
  const { value, problem, busy, share: done } = useAsked(training.map, { method, seed: SEED });
  return (
    <div className={styles.view}>
      <header className={parts.partHead}>
        <Segmented
          label={text("train.map.method")}
          choices={METHODS.map((key) => ({ key, words: text(`train.map.${key}`) }))}
          value={method}
          onChange={(next) => next !== null && training.look({ method: next })}
        />
        <FeatureSetSelect />
        <span className={parts.quiet}>{text("train.map.how")}</span>
      </header>
      <Looking busy={busy} share={done} words={text("train.map.looking")} />
      {problem !== null ? <Trouble problem={problem} /> : value !== null && <Shown {...value} />}
    </div>
  );
}

interface ShownProps {
  readonly points: readonly MapPoint[];
  readonly explained: readonly [number, number] | null;
}

const NONE: ReadonlySet<number> = new Set();

function Shown({ points, explained }: ShownProps) {
  const app = useApp();
  const [chosenOf, setChosen] = useState({ points, places: NONE });
  // What was chosen on another map says nothing on this one.
  const chosen = chosenOf.points === points ? chosenOf.places : NONE;
  const [marked, setMarked] = useState<number | null>(null);
  const open = (place: number) => {
    const point = points[place];
    if (point === undefined) return;
    const { captureId, segmentId, startUs, endUs } = point;
    const view = { startUs: startUs - AROUND_US, endUs: endUs + AROUND_US };
    openAt(app, captureId, view, () => segmentId ?? undefined, startUs);
  };
  const odd = points.filter((point) => point.odd >= ODD).length;
  const plot = (
    <div className={styles.part}>
      <Legend points={points} explained={explained} />
      <SegmentMapPlot
        points={points}
        chosen={chosen}
        marked={marked}
        onChoose={(places) => setChosen({ points, places })}
        onMark={setMarked}
        onOpen={open}
      />
    </div>
  );
  const list = (
    <section className={styles.part} aria-label={text("train.map.list")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>
          {chosen.size === 0
            ? text("train.map.all", { count: points.length, odd })
            : text("train.map.chosen", { count: chosen.size })}
        </h2>
        {chosen.size > 0 && (
          <Button look="quiet" onPress={() => setChosen({ points, places: NONE })}>
            {text("train.map.showAll")}
          </Button>
        )}
      </header>
      <SegmentTable points={points} chosen={chosen} marked={marked} onMark={setMarked} onOpen={open} />
    </section>
  );
  return (
    <SplitPanels
      id="train.map"
      parts={[
        { id: "plot", content: plot, minSize: "320px" },
        { id: "list", content: list, size: "452px", minSize: "240px" },
      ]}
    />
  );
}

function Legend({ points, explained }: ShownProps) {
  const labels = [...Map.groupBy(points, ({ label }) => label)].sort(([a], [b]) => a.localeCompare(b));
  return (
    <ul className={styles.legend} aria-label={text("train.labels")}>
      {labels.map(([label, own]) => (
        <li key={label}>
          <LabelMark label={label} />
          <span className={parts.quiet}>{count(own.length)}</span>
        </li>
      ))}
      {explained !== null && (
        <li className={parts.quiet}>
          {text("train.map.explained", { x: share(explained[0]), y: share(explained[1]) })}
        </li>
      )}
    </ul>
  );
}
