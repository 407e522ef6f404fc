import type { Agreement } from "#domain/deploy/recognition.ts";
import { count } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import styles from "./CheckStep.module.css";

const COUNTED = ["agreed", "differed", "gloveOnly", "studioOnly"] as const;

/** How often glove and studio said the same since the check began, as the host counts it. */
export function AgreementCounts({ agreement }: { readonly agreement: Agreement | undefined }) {
  return (
    <dl className={styles.counts}>
      {COUNTED.map((each) => (
        <div key={each} data-verdict={each} data-some={(agreement?.[each] ?? 0) > 0}>
          <dt>{text(`deploy.check.${each}`)}</dt>
          <dd className="number">{count(agreement?.[each] ?? 0)}</dd>
        </div>
      ))}
    </dl>
  );
}
