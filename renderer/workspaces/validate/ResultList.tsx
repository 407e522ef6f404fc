import { useApp, useOf } from "../../app/app.ts";
import type { ListedResult } from "../../app/stores/accuracy.ts";
import { moment, share } from "../../ui/figures.ts";
import { Badge } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
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
        <button
          key={result.id}
          type="button"
          className={styles.result}
          aria-current={result.id === shown}
          onClick={() => void accuracy.open(result.id)}
        >
          <span className={styles.resultName}>{result.modelNames.join(" > ")}</span>
          <span className="number">{text("validate.f1.short", { f1: share(result.total.f1) })}</span>
          <span className={styles.facts}>
            {text("validate.result.of", { count: result.captureIds.length, when: moment(result.createdAtMs) })}
          </span>
          {result.stale.length > 0 && <Badge tone="warning">{staleWords(result)}</Badge>}
        </button>
      ))}
    </nav>
  );
}

export function staleWords({ stale }: Pick<ListedResult, "stale">): string {
  return text("validate.stale.changed", { what: stale.map((what) => text(`validate.stale.${what}`)).join(", ") });
}
