import { useEffect, useState } from "react";
import type { Problem } from "#domain/problems.ts";
import { useApp } from "../../app/app.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ProgressBar } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./PackFiles.module.css";
import { ProblemNote } from "./ProblemNote.tsx";

interface Props {
  readonly flashId: string;
  readonly onClose: () => void;
}

/** Every line of one flash: what was sent and what was answered. */
export function FlashLog({ flashId, onClose }: Props) {
  const { flashing } = useApp();
  const [log, setLog] = useState<readonly string[] | Problem | null>(null);
  useEffect(() => {
    let here = true;
    void flashing.log(flashId).then((read) => here && setLog(read));
    return () => {
      here = false;
    };
  }, [flashing, flashId]);
  return (
    <Dialog wide open title={text("deploy.flash.log")} onClose={onClose}>
      {log === null ? (
        <ProgressBar label={text("deploy.pack.reading")} share={null} />
      ) : "code" in log ? (
        <ProblemNote problem={log} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so that the keyboard must get in.
        <section className={styles.text} tabIndex={0} aria-label={text("deploy.flash.log")}>
          <pre className={styles.words}>{log.join("\n")}</pre>
        </section>
      )}
    </Dialog>
  );
}
