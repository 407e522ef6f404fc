import { Columns2 } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { type ListedResult, MOST_COMPARED } from "../../app/stores/accuracy.ts";
import choice from "../../ui/Choice.module.css";
import { cx } from "../../ui/cx.ts";
import { moment, share } from "../../ui/figures.ts";
import { Badge } from "../../ui/Marks.tsx";
import { IconToggle } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { nameOf } from "./nameOf.ts";
import styles from "./ResultList.module.css";
import words from "./Words.module.css";

/** The results of the project, newest first; those that no longer hold say what changed. */
export function ResultList() {
  const { accuracy } = useApp();
  const results = useOf(accuracy, (state) => state.results)!;
  const shown = useOf(accuracy, (state) => state.shown?.id);
  if (results.length === 0) return null;
  return (
    <nav className={styles.results} aria-label={text("validate.results")}>
      <h2 className={words.legend}>{text("validate.results")}</h2>
      {results.map((result) => (
        <div key={result.id} className={styles.line}>
          <button
            type="button"
            className={cx(choice.choice, styles.result)}
            aria-current={result.id === shown}
            onClick={() => void accuracy.open(result.id)}
          >
            <span className={styles.resultName}>{nameOf(result)}</span>
            <span className="number">{text("validate.f1.short", { f1: share(result.total.f1) })}</span>
            <span className={styles.facts}>
              {text("validate.result.of", { count: result.captureIds.length, when: moment(result.createdAtMs) })}
            </span>
            {result.stale.length > 0 && <Badge tone="warning">{staleWords(result)}</Badge>}
          </button>
          {result.id !== shown && <CompareToggle result={result} />}
        </div>
      ))}
    </nav>
  );
}

/** Puts a result beside the shown one, or takes it away. */
function CompareToggle({ result }: { readonly result: ListedResult }) {
  const { id } = result;
  const { accuracy } = useApp();
  const compared = useOf(accuracy, (state) => state.compared);
  const ids = compared.map((each) => each.result.id);
  const words = text("validate.compare", { name: nameOf(result) });
  return (
    <IconToggle
      icon={Columns2}
      label={words}
      words={words}
      isOn={ids.includes(id)}
      onToggle={() =>
        void accuracy.compareWith(
          ids.includes(id) ? ids.filter((each) => each !== id) : [...ids.slice(1 - MOST_COMPARED), id],
        )
      }
    />
  );
}

export function staleWords({ stale }: Pick<ListedResult, "stale">): string {
  return text("validate.stale.changed", { what: stale.map((what) => text(`validate.stale.${what}`)).join(", ") });
}
