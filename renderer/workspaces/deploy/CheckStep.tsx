import { Ear, Square } from "lucide-react";
import { useEffect, useState } from "react";
import type { ConnectedDevice } from "#contract/devices.ts";
import { useApp, useOf } from "../../app/app.ts";
import { modelOf } from "../../deploy/packs.ts";
import { pairUp } from "../../deploy/pairing.ts";
import { Button } from "../../ui/Button.tsx";
import { Select } from "../../ui/Select.tsx";
import { text } from "../../ui/text.ts";
import { FoundLine } from "../capture/FoundLine.tsx";
import { AgreementCounts } from "./AgreementCounts.tsx";
import { CheckLanes } from "./CheckLanes.tsx";
import styles from "./CheckStep.module.css";
import { StepPart } from "./StepPart.tsx";
import { checkMark } from "./steps.ts";
import words from "./Words.module.css";

/** So many pairs fill the lanes. */
const SHOWN = 6;

/** The glove's own answers beside the studio's engine on the very same samples, counted. */
export function CheckStep() {
  const { checking, listening, packs } = useApp();
  const check = useOf(checking, (state) => state.check);
  useOf(checking, (state) => state.heard);
  const findings = useOf(listening, (state) => state.findings);
  const agreements = useOf(listening, (state) => state.agreements);
  const model = useOf(packs, modelOf);
  const agreement = check === null ? undefined : agreements[check.deviceId];
  return (
    <StepPart step="check" mark={checkMark(check, agreement)}>
      <Start />
      {check !== null && model !== undefined && (
        <>
          <AgreementCounts agreement={agreement} />
          <CheckLanes pairs={pairUp(checking.of(findings), check.modelId, SHOWN)} rows={SHOWN} />
        </>
      )}
    </StepPart>
  );
}

/** Which glove, and the button; where none is connected, those that can be. */
function Start() {
  const { checking, devices, packs, flashing } = useApp();
  const connected = useOf(devices, (state) => state.connected);
  const found = useOf(devices, (state) => state.found);
  const scanning = useOf(devices, (state) => state.scanning);
  const check = useOf(checking, (state) => state.check);
  const modelId = useOf(packs, (state) => state.modelId);
  const flashed = useOf(flashing, ({ boards, boardId }) => boards?.find(({ id }) => id === boardId)?.deviceId);
  const done = useOf(flashing, ({ ended }) => (ended?.record.result === "done" ? ended.record.id : null));
  // What was just flashed is there to be connected.
  useEffect(() => {
    if (done !== null) void devices.find();
  }, [devices, done]);
  const [chosen, setChosen] = useState<string | null>(null);
  const glove = gloveOf(connected, chosen, flashed);
  if (glove === undefined) {
    const here = found.filter(({ present, device }) => present && device.kind !== "simulated");
    return (
      <>
        <p className={words.quiet}>{text("deploy.check.noGlove")}</p>
        <ul>
          {here.map((each) => (
            <FoundLine key={each.device.id} found={each} />
          ))}
        </ul>
        <Button className={styles.find} isDisabled={scanning} onPress={() => void devices.find()}>
          {text(scanning ? "capture.finding" : "command.capture.find")}
        </Button>
      </>
    );
  }
  const runs = check?.running === true;
  return (
    <div className={styles.start}>
      <Select
        bare
        label={text("deploy.check.glove")}
        value={glove.device.id}
        choices={connected.map(({ device }) => ({ key: device.id, words: device.name }))}
        onChange={setChosen}
      />
      {runs ? (
        <Button icon={Square} onPress={() => void checking.stop()}>
          {text("deploy.check.stop")}
        </Button>
      ) : (
        <Button
          icon={Ear}
          isDisabled={modelId === null || glove.state !== "live"}
          onPress={() => modelId !== null && void checking.start(glove.device.id, modelId)}
        >
          {text(check === null ? "deploy.check.start" : "deploy.check.again")}
        </Button>
      )}
      <p className={words.quiet}>{text(runs ? "deploy.check.punch" : "deploy.check.how")}</p>
    </div>
  );
}

/** The chosen one, else the one that was flashed, else a real one, else any. */
function gloveOf(
  connected: readonly ConnectedDevice[],
  chosen: string | null,
  flashed: string | null | undefined,
): ConnectedDevice | undefined {
  const byId = (id: string | null | undefined) => connected.find(({ device }) => device.id === id);
  return byId(chosen) ?? byId(flashed) ?? connected.find(({ device }) => !device.simulated) ?? connected[0];
}
