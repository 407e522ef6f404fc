import { useMemo, useState } from "react";
import { useApp } from "../../../app/app.ts";
import type { FeatureRow, FeatureTable } from "../../../training/training.ts";
import { SplitPanels } from "../../../ui/SplitPanels.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { type Sort, Table, type TableColumn } from "../../../ui/table/Table.tsx";
import { text } from "../../../ui/text.ts";
import { Looking, Trouble } from "../Parts.tsx";
import parts from "../parts.module.css";
import { Boxes, BoxPlot } from "./BoxPlot.tsx";
import { FeatureSetSelect } from "./FeatureSetSelect.tsx";
import styles from "./Features.module.css";
import { fWords, shownFeatures } from "./rows.ts";
import { useAsked } from "./useAsked.ts";

/** Every feature of the recipe's segments by class, the one that tells them apart best first. */
export function FeaturesView() {
  const { training } = useApp();
  const { value, problem, busy, share } = useAsked(training.table, {});
  return (
    <div className={styles.view}>
      <header className={parts.partHead}>
        <FeatureSetSelect />
        <span className={parts.quiet}>{text("train.features.how")}</span>
      </header>
      <Looking busy={busy} share={share} words={text("train.features.looking")} />
      {problem !== null ? <Trouble problem={problem} /> : value !== null && <Shown table={value} />}
    </div>
  );
}

const BEST_FIRST: Sort = { column: "f", direction: "descending" };
/** So many are plotted before anybody chose: enough to see whether classes fall apart. */
const FIRST_PLOTS = 3;

function Shown({ table: { features, segments } }: { readonly table: FeatureTable }) {
  const [sort, setSort] = useState(BEST_FIRST);
  const [words, setWords] = useState("");
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(() => shownFeatures(features, words, sort), [features, words, sort]);
  const chosen = features.filter(({ id }) => selected.has(id));
  const plotted = chosen.length > 0 ? chosen : features.slice(0, FIRST_PLOTS);
  const list = (
    <div className={styles.part}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.features.count", { count: features.length, segments })}</h2>
        <TextField
          aria-label={text("train.features.find")}
          placeholder={text("train.features.find")}
          type="search"
          value={words}
          onChange={setWords}
        />
      </header>
      <div className={parts.table}>
        <Table
          name="train.features"
          label={text("train.view.features")}
          columns={columns()}
          rows={rows}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={setSelected}
          onOpen={() => {}}
          empty={text("train.features.none")}
          takesFocus={false}
        />
      </div>
    </div>
  );
  const plots = (
    <section className={styles.plots} aria-label={text("train.features.plots")}>
      {plotted.map((feature) => (
        <BoxPlot key={feature.id} feature={feature} />
      ))}
    </section>
  );
  return (
    <SplitPanels
      id="train.features"
      parts={[
        { id: "list", content: list, minSize: "280px" },
        { id: "plots", content: plots, size: "420px", minSize: "240px" },
      ]}
    />
  );
}

let made: readonly TableColumn<FeatureRow>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<FeatureRow>[] {
  made ??= [
    { id: "id", words: text("train.feature"), width: "1fr", minWidth: 140, cell: ({ id }) => id },
    { id: "f", words: text("train.features.f"), width: 84, numeric: true, cell: ({ f }) => fWords(f) },
    {
      id: "classes",
      words: text("train.features.byClass"),
      width: 180,
      cell: ({ classes }) => <Boxes classes={classes} />,
    },
  ];
  return made;
}
