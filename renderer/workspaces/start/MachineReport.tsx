import { Check, Minus, X } from "lucide-react";
import { useEffect, useState } from "react";
import type { Finding } from "#contract/doctor.ts";
import { useApp } from "../../app/app.ts";
import { calm } from "../../app/ask.ts";
import { ProgressBar } from "../../ui/Marks.tsx";
import { text, textIfAny } from "../../ui/text.ts";
import { examineFilming } from "../../video/recording/examine.ts";
import styles from "./StartScreen.module.css";

/** What this machine can do, and the cure for what it cannot. */
export function MachineReport() {
  const { studio } = useApp();
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  useEffect(() => {
    let here = true;
    // The host knows the machine; what the page may film with, only the page.
    const all = Promise.all([calm(studio.call("doctor.examine", undefined)), examineFilming(window)]);
    void all.then(([found, filming]) => here && setFindings([...(found ?? []), filming]));
    return () => {
      here = false;
    };
  }, [studio]);
  return (
    <section className={styles.section}>
      <header className={styles.sectionHeader}>
        <h2 className={styles.heading}>{text("start.machine")}</h2>
      </header>
      {findings === null && <ProgressBar label={text("start.examining")} share={null} />}
      <ul>
        {findings?.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function FindingLine({ finding: { id, state, found, cure, needed } }: { readonly finding: Finding }) {
  const Icon = state === "ok" ? Check : needed ? X : Minus;
  return (
    <li className={styles.finding} data-state={state} data-needed={needed || undefined}>
      <Icon aria-hidden />
      <div className={styles.findingWords}>
        <p>
          {textIfAny(`doctor.${id}`) ?? id}
          <span className={styles.found}>{state === "ok" ? found : text(`start.${state}`)}</span>
        </p>
        {cure !== null && <p className={styles.cure}>{cure}</p>}
      </div>
    </li>
  );
}
