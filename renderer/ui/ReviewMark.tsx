import type { ReviewState } from "#domain/captures.ts";
import { StatusDot, type Tone } from "./Marks.tsx";
import styles from "./ReviewMark.module.css";
import { text } from "./text.ts";

const TONES: Readonly<Record<ReviewState, Tone>> = { unlabeled: "neutral", inProgress: "accent", reviewed: "ok" };

/** Where a capture stands in the queue of work: a dot and a word; alone the dot still has its word for those who ask. */
export function ReviewMark({ state, bare = false }: { readonly state: ReviewState; readonly bare?: boolean }) {
  const words = text(`review.${state}`);
  const dot = <StatusDot tone={TONES[state]} hollow={state === "unlabeled"} />;
  if (bare) {
    return (
      <span className={styles.mark} role="img" aria-label={words} title={words}>
        {dot}
      </span>
    );
  }
  return (
    <span className={styles.mark}>
      {dot}
      {words}
    </span>
  );
}
