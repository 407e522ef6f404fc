import { text } from "../../ui/text.ts";
import styles from "./Difference.module.css";

/** How much better or worse than the shown result, in points: the sign says it, the colour only helps. */
export function Difference({ points }: { readonly points: number | null }) {
  if (points === null) return <span className={styles.none}>{text("validate.none")}</span>;
  const better = Math.abs(points) < 0.05 ? undefined : points > 0 ? "better" : "worse";
  return (
    <span className={styles.difference} data-way={better}>
      {text("validate.side.points", { points })}
    </span>
  );
}
