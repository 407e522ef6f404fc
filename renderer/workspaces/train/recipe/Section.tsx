import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useStored } from "../../../ui/stored.ts";
import styles from "./Recipe.module.css";

interface Props {
  /** Under it the browser remembers whether it is open. */
  readonly id: string;
  readonly title: string;
  /** What holds now, in a few words, so that a closed one need not be opened to be read. */
  readonly says: string;
  readonly open?: boolean;
  readonly children: ReactNode;
}

/** A group of settings that opens and closes. */
export function Section({ id, title, says, open = false, children }: Props) {
  const [stored, store] = useStored(`ringside.train.section.${id}`);
  const isOpen = stored === null ? open : stored === "open";
  return (
    <details
      className={styles.section}
      open={isOpen}
      onToggle={(event) => event.currentTarget.open !== isOpen && store(event.currentTarget.open ? "open" : "closed")}
    >
      <summary className={styles.summary}>
        <ChevronRight className={styles.chevron} size={14} aria-hidden />
        <span className={styles.sectionTitle}>{title}</span>
        <span className={styles.says} title={says}>
          {says}
        </span>
      </summary>
      {isOpen && <div className={styles.fields}>{children}</div>}
    </details>
  );
}
