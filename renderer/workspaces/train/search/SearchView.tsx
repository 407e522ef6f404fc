import { Telescope } from "lucide-react";
import { useMemo, useState } from "react";
import { useApp, useOf } from "../../../app/app.ts";
import { isAvailable } from "../../../app/commands/command.ts";
import { commandOf } from "../../../app/commands/table.ts";
import type { Candidate } from "../../../training/training.ts";
import { Button } from "../../../ui/Button.tsx";
import { count, share } from "../../../ui/figures.ts";
import { EmptyState, ProgressBar } from "../../../ui/Marks.tsx";
import { say } from "../../../ui/Toast.tsx";
import { Segmented } from "../../../ui/Toggles.tsx";
import { type Sort, Table, type TableColumn } from "../../../ui/table/Table.tsx";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import { classifierWords, inputWords } from "../recipe/planWords.ts";
import { type CandidateRow, COSTS, type Cost, rowsOf, sortedBy } from "./candidates.ts";
import { ParetoPlot } from "./ParetoPlot.tsx";
import styles from "./Search.module.css";

/** Plans around the recipe's: what each is worth, and what it costs on the glove. */
export function SearchView() {
  const app = useApp();
  const candidates = useOf(app.training, (state) => state.candidates);
  const running = useOf(app.training, (state) => state.running);
  useOf(app.training, (state) => state.wish);
  const search = commandOf("train.search");
  if (candidates !== null) return <Found candidates={candidates} />;
  if (running?.what === "search") {
    const words = text("train.running.search");
    return (
      <EmptyState icon={Telescope} title={words} words={text("train.search.help")}>
        <div className={styles.progress}>
          <ProgressBar label={words} share={running.share} />
        </div>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Telescope} title={text("train.search.none")} words={text("train.search.next")}>
      <Button look="primary" isDisabled={!isAvailable(search, app)} onPress={() => search.run(app)}>
        {text("command.train.search")}
      </Button>
    </EmptyState>
  );
}

const BEST_FIRST: Sort = { column: "f1", direction: "descending" };

function Found({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { training } = useApp();
  const [cost, setCost] = useState<Cost>("flashBytes");
  const [chosen, setChosen] = useState<string | null>(null);
  const [sort, setSort] = useState(BEST_FIRST);
  const all = useMemo(() => rowsOf(candidates), [candidates]);
  const rows = useMemo(() => sortedBy(all, sort.column, sort.direction), [all, sort]);
  const row = all.find(({ id }) => id === chosen);
  const use = (id: string | null) => {
    const plan = all.find((each) => each.id === id)?.plan;
    if (plan === undefined) return;
    training.change({ plan });
    say({ words: text("train.search.used") });
  };
  return (
    <div className={parts.view}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.search.found", { count: candidates.length })}</h2>
        <Segmented
          label={text("train.search.against")}
          choices={COSTS.map((key) => ({ key, words: text(`train.cost.${key}`) }))}
          value={cost}
          onChange={(next) => next !== null && setCost(next)}
        />
        <span className={parts.quiet}>{text("train.search.how")}</span>
        <span className={styles.space} />
        <Button look="primary" isDisabled={row === undefined} onPress={() => use(chosen)}>
          {text("train.search.use")}
        </Button>
      </header>
      <ParetoPlot rows={all} cost={cost} chosen={chosen} onChoose={setChosen} />
      <div className={parts.table}>
        <Table
          name="train.candidates"
          label={text("train.search.plans")}
          columns={columns()}
          rows={rows}
          sort={sort}
          onSort={setSort}
          selected={new Set(chosen === null ? [] : [chosen])}
          onSelect={(ids) => setChosen([...ids].at(-1) ?? null)}
          onOpen={use}
          empty={text("train.search.none")}
          revealed={chosen ?? undefined}
          takesFocus={false}
        />
      </div>
    </div>
  );
}

let made: readonly TableColumn<CandidateRow>[] | null = null;

/** Made once: the table looks at whether they are the same. */
function columns(): readonly TableColumn<CandidateRow>[] {
  made ??= [
    {
      id: "plan",
      words: text("train.search.plan"),
      width: "1fr",
      minWidth: 160,
      cell: ({ plan, id }) =>
        `${id === "0" ? `${text("train.search.own")} ` : ""}${inputWords(plan)}, ${classifierWords(plan)}`,
    },
    { id: "f1", words: text("train.f1.glove.short"), width: 84, numeric: true, cell: ({ int8 }) => share(int8) },
    { id: "float", words: text("train.float"), width: 84, numeric: true, cell: ({ float }) => share(float) },
    ...COSTS.map((cost) => ({
      id: cost,
      words: text(`train.cost.${cost}`),
      width: 108,
      numeric: true,
      cell: (row: CandidateRow) => count(row.cost[cost]),
    })),
    {
      id: "by",
      words: text("train.cost.by"),
      width: 96,
      cell: ({ cost }) => text(`train.cost.by.${cost.by}`),
    },
    {
      id: "front",
      words: text("train.search.front"),
      width: 84,
      cell: ({ onFront }) => (onFront ? text("train.search.best") : ""),
    },
  ];
  return made;
}
