import { TriangleAlert } from "lucide-react";
import type { Problem } from "#domain/problems.ts";
import { EmptyState, ProgressBar } from "../../ui/Marks.tsx";
import { advise } from "../../ui/text.ts";
import styles from "./parts.module.css";

/** So many digits of a hash tell two of them apart on a screen. */
const SHOWN_DIGITS = 8;

export function Hash({ hash }: { readonly hash: string }) {
  return (
    <span className={styles.hash} title={hash}>
      {hash.slice(0, SHOWN_DIGITS)}
    </span>
  );
}

/** Why a view has nothing to show, and what to do. */
export function Trouble({ problem }: { readonly problem: Problem }) {
  const { what, next } = advise("problem", problem);
  return <EmptyState icon={TriangleAlert} title={what} words={next} />;
}

interface LookingProps {
  readonly busy: boolean;
  readonly share: number | null;
  readonly words: string;
}

/** A line that is always there, so that nothing jumps, and fills while something is looked up. */
export function Looking({ busy, share, words }: LookingProps) {
  return <div className={styles.busy}>{busy && <ProgressBar label={words} share={share} />}</div>;
}
