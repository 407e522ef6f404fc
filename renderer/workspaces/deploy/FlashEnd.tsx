import { CircleCheck, ScrollText } from "lucide-react";
import { useState } from "react";
import type { FlashRecord, GloveAnswer } from "#domain/deploy/flash.ts";
import type { FlashSteps } from "../../deploy/flashing.ts";
import { Button } from "../../ui/Button.tsx";
import { count, rate } from "../../ui/figures.ts";
import { text } from "../../ui/text.ts";
import styles from "./FlashEnd.module.css";
import { FlashLog } from "./FlashLog.tsx";
import { FlashProgress } from "./FlashProgress.tsx";
import { Hash } from "./Hash.tsx";
import { ProblemNote } from "./ProblemNote.tsx";

interface Props {
  readonly record: FlashRecord;
  readonly steps: FlashSteps;
}

/** What became of a flash. Done is only said where the host has asked the glove. */
export function FlashEnd({ record, steps }: Props) {
  const { result, problem, answer } = record;
  const [logging, setLogging] = useState(false);
  return (
    <div className={styles.end}>
      {result === "done" ? (
        <div className={styles.done} role="status">
          <CircleCheck className={styles.icon} aria-hidden />
          <div>
            <p className={styles.title}>{text("deploy.flash.done")}</p>
            {answer && <Answer answer={answer} />}
          </div>
        </div>
      ) : (
        <>
          <FlashProgress steps={withoutHints(steps)} />
          {problem && <ProblemNote problem={problem} />}
          {result === "cancelled" && <p role="status">{text("deploy.flash.cancelled")}</p>}
        </>
      )}
      <Button icon={ScrollText} className={styles.log} onPress={() => setLogging(true)}>
        {text("deploy.flash.log")}
      </Button>
      {logging && <FlashLog flashId={record.id} onClose={() => setLogging(false)} />}
    </div>
  );
}

/** Where it is over, nobody is asked to press anything. */
function withoutHints(steps: FlashSteps): FlashSteps {
  return Object.fromEntries(
    Object.entries(steps).map(([step, view]) => [step, { ...view, hint: null }]),
  ) as unknown as FlashSteps;
}

/** What the glove itself said after the flash. */
export function Answer({
  answer: { firmware, packHash, selfTest, samples, rateHz },
}: {
  readonly answer: GloveAnswer;
}) {
  return (
    <p>
      {firmware !== null && text("deploy.answer.firmware", { firmware })}{" "}
      {packHash !== null && (
        <>
          {text("deploy.answer.pack")} <Hash hash={packHash} />.
        </>
      )}{" "}
      {text(`deploy.answer.selfTest.${selfTest}`)}{" "}
      {text("deploy.answer.samples", { count: count(samples), rate: rateHz === null ? "none" : rate(rateHz) })}
    </p>
  );
}
