import { PackageOpen } from "lucide-react";
import { useEffect } from "react";
import { useApp, useOf } from "../../app/app.ts";
import { commandOf } from "../../app/commands/table.ts";
import { Button } from "../../ui/Button.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { EmptyState, ProgressBar } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import { BillStep } from "./BillStep.tsx";
import { CheckStep } from "./CheckStep.tsx";
import styles from "./DeployWorkspace.module.css";
import { FlashStep } from "./FlashStep.tsx";
import { ModelStep } from "./ModelStep.tsx";
import { ProofStep } from "./ProofStep.tsx";
import { RoundStep } from "./RoundStep.tsx";
import { Stepper } from "./Stepper.tsx";
import { billMark, checkMark, flashMark, modelMark, proofMark } from "./steps.ts";

/** The host watches the boards for a minute after it was asked. */
const ASK_BOARDS_MS = 30_000;

/** From model to glove: what goes on it, what that costs, that it is right, and the glove itself. */
export function DeployWorkspace() {
  const app = useApp();
  const project = useOf(app.project, ({ open }) => open?.id);
  const models = useOf(app.packs, (state) => state.models);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another project has other models.
  useEffect(() => void app.packs.refresh(), [app, project]);
  useEffect(() => {
    void app.flashing.refresh();
    const timer = setInterval(() => void app.flashing.watchBoards(), ASK_BOARDS_MS);
    return () => clearInterval(timer);
  }, [app]);
  return (
    <section className={styles.page} aria-label={text("workspace.deploy")}>
      {models === undefined ? (
        <ProgressBar label={text("deploy.reading")} share={null} />
      ) : models.length === 0 ? (
        <NoModel />
      ) : (
        <Steps />
      )}
    </section>
  );
}

function NoModel() {
  const app = useApp();
  const train = commandOf("app.validate");
  return (
    <EmptyState icon={PackageOpen} title={text("deploy.noModel")} words={text("deploy.noModel.next")}>
      <Button look="primary" onPress={() => train.run(app)}>
        {text("deploy.noModel.train")}
        <KeyCap keys={train.keys[0]!} />
      </Button>
    </EmptyState>
  );
}

function Steps() {
  const app = useApp();
  const state = useOf(app.packs, (all) => all);
  const flashing = useOf(app.flashing, (all) => all);
  const check = useOf(app.checking, (all) => all.check);
  const agreement = useOf(app.listening, ({ agreements }) => (check === null ? undefined : agreements[check.deviceId]));
  return (
    <>
      <Stepper
        marks={[
          ["model", modelMark(state)],
          ["bill", billMark(state)],
          ["proof", proofMark(state)],
          ["flash", flashMark(flashing, state)],
          ["check", checkMark(check, agreement)],
          ["round", { state: "open", words: "" }],
        ]}
      />
      <div className={styles.columns}>
        <div className={styles.grid}>
          <div className={styles.column}>
            <ModelStep />
            <BillStep />
            <ProofStep />
          </div>
          <div className={styles.column}>
            <FlashStep />
            <CheckStep />
            <RoundStep />
          </div>
        </div>
      </div>
    </>
  );
}
