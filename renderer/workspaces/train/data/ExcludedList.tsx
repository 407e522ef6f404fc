import { useApp } from "../../../app/app.ts";
import type { LookupState } from "../../../training/lookup.ts";
import type { Examples, Preview } from "../../../training/training.ts";
import { Button } from "../../../ui/Button.tsx";
import { inSchemeOrder } from "../../../ui/DistributionBar.tsx";
import { count as figure } from "../../../ui/figures.ts";
import { LabelMark } from "../../../ui/LabelMark.tsx";
import { labelScheme } from "../../../ui/labels.ts";
import { advise, text } from "../../../ui/text.ts";
import { Looking } from "../Parts.tsx";
import parts from "../parts.module.css";
import styles from "./Data.module.css";
import { byReason, type Reason } from "./totals.ts";

interface Props extends Pick<Preview, "excluded"> {
  readonly examples: LookupState<Examples>;
}

/** What is not used, or not as it is: captures, and segments that vanish when they are cut. Each reason opens to its captures. */
export function ExcludedList({ excluded, examples: { value, problem, busy, share } }: Props) {
  const reasons = byReason([...excluded, ...(value?.excluded ?? [])]);
  return (
    <section className={parts.part} aria-label={text("train.excluded")} aria-busy={busy}>
      <header className={parts.partHead}>
        <h2 className={parts.partTitle}>{text("train.excluded")}</h2>
        <span className={parts.quiet}>
          {text(busy ? "train.excluded.looking" : reasons.length === 0 ? "train.excluded.none" : "train.excluded.how")}
        </span>
      </header>
      <Looking busy={busy} share={share} words={text("train.excluded.looking")} />
      {problem !== null && <Untold {...advise("problem", problem)} />}
      {reasons.map((reason) => (
        <ReasonRow key={reason.reason} {...reason} />
      ))}
    </section>
  );
}

function Untold({ what, next }: ReturnType<typeof advise>) {
  return (
    <p role="alert" className={styles.untold}>
      {`${what} ${next}`}
    </p>
  );
}

function ReasonRow({ reason, captures, labels, count }: Reason) {
  const { shell } = useApp();
  const scheme = labelScheme.getState().punch.map(({ name }) => name);
  return (
    <details className={styles.reason}>
      <summary className={styles.reasonWords}>
        <span>{text(`excluded.${reason}`)}</span>
        <span className={parts.quiet}>{text("train.excluded.of", { captures: captures.length, count })}</span>
        {inSchemeOrder(labels, scheme).map(([label, segments]) => (
          <span key={label} className={styles.ofLabel}>
            <LabelMark label={label} />
            {figure(segments)}
          </span>
        ))}
      </summary>
      <ul className={styles.links}>
        {captures.map(({ captureId, name, count: segments }) => (
          <li key={captureId}>
            <Button look="quiet" onPress={() => shell.go({ at: "open", captureId })}>
              {segments === 0 ? name : text("train.excluded.in", { name, count: segments })}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
