import { TriangleAlert } from "lucide-react";
import type { Problem } from "#domain/problems.ts";
import { advise } from "../../ui/text.ts";
import styles from "./ProblemNote.module.css";

/** What is wrong and what to do about it, where it happened. */
export function ProblemNote({ problem }: { readonly problem: Problem }) {
  const { what, next } = advise("problem", problem);
  return (
    <div className={styles.note} role="alert">
      <TriangleAlert aria-hidden />
      <p>
        <strong className={styles.what}>{what}</strong> {next}
      </p>
    </div>
  );
}
