import { Radio } from "lucide-react";
import type { LiveFinding } from "#domain/deploy/recognition.ts";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { EmptyState } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./FindingList.module.css";
import { findingWords } from "./findings.ts";

/** What a glove said that sends no samples: newest first. */
export function FindingList({ findings }: { readonly findings: readonly LiveFinding[] }) {
  if (findings.length === 0) {
    return <EmptyState icon={Radio} title={text("finding.none.title")} words={text("finding.none.words")} />;
  }
  return (
    <ol className={styles.list} role="log" aria-label={text("finding.list")}>
      {findings.toReversed().map((one) => (
        <li key={`${one.hostTimeUs} ${one.beginIndex} ${one.label}`} className={styles.finding}>
          <LabelMark label={one.label} />
          <span className={styles.words}>{findingWords(one)}</span>
        </li>
      ))}
    </ol>
  );
}
