import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Alert } from "#domain/alerts.ts";
import { advise } from "../../ui/text.ts";
import styles from "./Alerts.module.css";
import { TONE_OF, worstFirst } from "./severity.ts";

const ICON_OF = { info: Info, warning: TriangleAlert, danger: CircleAlert } as const;

/** What holds now and what to do about it, the worst first. An alert goes when its cause does. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <ul className={styles.list}>
      {worstFirst(alerts).map((alert) => {
        const { what, next } = advise("alert", alert);
        const Icon = ICON_OF[alert.severity];
        return (
          <li key={alert.id} className={styles.alert} data-tone={TONE_OF[alert.severity]}>
            <Icon aria-hidden />
            <div>
              <p>{what}</p>
              {next !== "" && <p className={styles.next}>{next}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
