import { Play, Square } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { isAvailable } from "../../app/commands/command.ts";
import { commandOf } from "../../app/commands/table.ts";
import type { Judgement } from "../../deploy/packs.ts";
import { Button } from "../../ui/Button.tsx";
import { moment, share } from "../../ui/figures.ts";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { ProgressBar } from "../../ui/Marks.tsx";
import { Select } from "../../ui/Select.tsx";
import { text } from "../../ui/text.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { ProofSeal } from "./ProofSeal.tsx";
import styles from "./ProofStep.module.css";
import { StepPart } from "./StepPart.tsx";
import { proofMark } from "./steps.ts";
import words from "./Words.module.css";

/** That the pack's own C++ decides as the studio did, capture by capture. */
export function ProofStep() {
  const app = useApp();
  const { packs } = app;
  const state = useOf(packs, (all) => all);
  const { results, resultId, seal, proving, notProved } = state;
  const prove = commandOf("deploy.prove");
  const sealed = seal?.ok ? seal.value : null;
  return (
    <StepPart step="proof" mark={proofMark(state)}>
      {seal?.ok === false && <ProblemNote problem={seal.problem} />}
      {sealed === null ? <p className={words.quiet}>{text("deploy.proof.how")}</p> : <ProofSeal seal={sealed} />}
      {notProved?.ok === false && <ProblemNote problem={notProved.problem} />}
      {proving !== null ? (
        <div className={styles.running}>
          <output className={words.quiet}>{text("deploy.proof.running")}</output>
          <ProgressBar label={text("deploy.proof.running")} share={proving.share} />
          <Button icon={Square} onPress={() => void packs.cancelProof()}>
            {text("ui.cancel")}
          </Button>
        </div>
      ) : results.length === 0 ? (
        <div className={styles.row}>
          <p className={words.quiet}>{text("deploy.proof.noResult")}</p>
          <Button onPress={() => app.shell.go({ at: "validate" })}>{text("deploy.proof.toValidate")}</Button>
        </div>
      ) : (
        <div className={styles.row}>
          <Select
            bare
            className={styles.result}
            label={text("deploy.proof.result")}
            value={resultId!}
            choices={results.map((result) => ({ key: result.id, words: resultWords(result) }))}
            onChange={packs.chooseResult}
          />
          <Button
            look={sealed === null ? "primary" : "plain"}
            icon={Play}
            isDisabled={!isAvailable(prove, app)}
            onPress={() => prove.run(app)}
          >
            {text(sealed === null ? "deploy.proof.prove" : "deploy.proof.again")}
            <KeyCap keys={prove.keys[0]!} />
          </Button>
        </div>
      )}
    </StepPart>
  );
}

function resultWords({ createdAtMs, total, captureIds, stale }: Judgement): string {
  const facts = { when: moment(createdAtMs), f1: share(total.f1), count: captureIds.length };
  return text(stale.length > 0 ? "deploy.proof.result.stale" : "deploy.proof.result.one", facts);
}
