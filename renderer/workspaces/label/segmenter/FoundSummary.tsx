import { detectionScore } from "#domain/detection.ts";
import { Badge } from "../../../ui/Marks.tsx";
import { advise, text } from "../../../ui/text.ts";
import styles from "./SegmenterPanel.module.css";
import type { SegmenterState } from "./segmenterModel.ts";

type Props = Pick<SegmenterState, "found" | "compared" | "problem"> & { readonly durationUs: number };

/** What the settings find in this capture, and how that compares with what a person labelled. */
export function FoundSummary({ found, compared, problem, durationUs }: Props) {
  if (problem !== null) {
    const { what, next } = advise("problem", problem);
    return (
      <section className={styles.section} role="alert">
        <p className={styles.score}>{what}</p>
        <p className={styles.hint}>{next}</p>
      </section>
    );
  }
  const count = found?.segments.length ?? 0;
  const aMinute = durationUs === 0 ? 0 : Math.round((count * 60e6) / durationUs);
  return (
    <section className={`${styles.section} ${styles.found}`} aria-label={text("segmenterPanel.found")}>
      <output className={styles.total}>
        {found === null ? text("segmenterPanel.looking") : text("segmenterPanel.count", { count, aMinute })}
      </output>
      {compared === null ? (
        <p className={styles.hint}>{text("segmenterPanel.noTruth")}</p>
      ) : (
        <div className={styles.row}>
          <Badge tone="ok">{text("segmenterPanel.hits", { count: compared.hits })}</Badge>
          <Badge tone={compared.missed > 0 ? "warning" : "neutral"}>
            {text("segmenterPanel.missed", { count: compared.missed })}
          </Badge>
          <Badge tone={compared.falseAlarms > 0 ? "warning" : "neutral"}>
            {text("segmenterPanel.falseAlarms", { count: compared.falseAlarms })}
          </Badge>
          <span className={styles.hint}>
            {text("segmenterPanel.f1", { f1: (100 * detectionScore(compared).f1).toFixed(1) })}
          </span>
        </div>
      )}
    </section>
  );
}
