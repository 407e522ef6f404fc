import { useApp } from "../../../app/app.ts";
import type { Preview } from "../../../training/training.ts";
import { Button } from "../../../ui/Button.tsx";
import { text } from "../../../ui/text.ts";
import parts from "../parts.module.css";
import styles from "./Data.module.css";
import { byReason } from "./totals.ts";

/** What is not used, or not as it is: each reason opens to its captures. */
export function ExcludedList({ excluded }: Pick<Preview, "excluded">) {
  const { shell } = useApp();
  const reasons = byReason(excluded);
  if (reasons.length === 0) return null;
  return (
    <section className={parts.part} aria-label={text("train.excluded")}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.excluded")}</h2>
        <span className={parts.quiet}>{text("train.excluded.how")}</span>
      </header>
      {reasons.map(({ reason, captures, count }) => (
        <details key={reason} className={styles.reason}>
          <summary className={styles.reasonWords}>
            <span>{text(`excluded.${reason}`)}</span>
            <span className={parts.quiet}>{text("train.excluded.of", { captures: captures.length, count })}</span>
          </summary>
          <ul className={styles.links}>
            {captures.map(({ captureId, name }) => (
              <li key={captureId}>
                <Button look="quiet" onPress={() => shell.go({ at: "open", captureId })}>
                  {name}
                </Button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
