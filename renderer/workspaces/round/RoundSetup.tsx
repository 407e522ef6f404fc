import { Bell, BellRing } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { commandOf } from "../../app/commands/table.ts";
import { Button } from "../../ui/Button.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import { StatusDot } from "../../ui/Marks.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Checkbox, Segmented } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import { useModels } from "../shared/useModels.ts";
import styles from "./RoundSetup.module.css";

const USUAL_TARGET = 20;

/** How the bout goes and who boxes, before the first bell. */
export function RoundSetup() {
  const app = useApp();
  const { rounds } = app;
  const settings = useOf(rounds, (state) => state.settings);
  const { target, contest } = settings;
  const toggle = commandOf("round.toggle");
  const number = (change: (value: number) => Parameters<typeof rounds.change>[0]) => (value: number) =>
    Number.isFinite(value) && rounds.change(change(value));
  return (
    <div className={styles.setup}>
      <h1 className={styles.title}>
        <BellRing aria-hidden /> {text("workspace.round")}
      </h1>
      <div className={styles.fields}>
        <NumberField
          label={text("round.rounds")}
          minValue={1}
          maxValue={15}
          value={settings.rounds}
          onChange={number((value) => ({ rounds: value }))}
        />
        <NumberField
          label={text("round.length")}
          unit="s"
          minValue={5}
          maxValue={600}
          step={5}
          value={settings.roundS}
          onChange={number((value) => ({ roundS: value }))}
        />
        <NumberField
          label={text("round.rest")}
          unit="s"
          minValue={0}
          maxValue={600}
          step={5}
          value={settings.restS}
          onChange={number((value) => ({ restS: value }))}
        />
      </div>
      <div className={styles.row}>
        <Checkbox isSelected={target !== null} onChange={(on) => rounds.change({ target: on ? USUAL_TARGET : null })}>
          {text("round.target")}
        </Checkbox>
        {target !== null && (
          <NumberField
            label={text("round.target.punches")}
            minValue={1}
            maxValue={999}
            value={target}
            onChange={number((value) => ({ target: value }))}
          />
        )}
      </div>
      <div className={styles.who}>
        <Segmented
          label={text("round.who")}
          value={contest ? "two" : "one"}
          choices={[
            { key: "one", words: text("round.who.one") },
            { key: "two", words: text("round.who.two") },
          ]}
          onChange={(who) => rounds.change({ contest: who === "two" })}
        />
      </div>
      <Names />
      <Gloves />
      <Button look="primary" icon={Bell} className={styles.go} onPress={() => toggle.run(app)}>
        {text("round.start")}
        <KeyCap keys={toggle.keys[0]!} />
      </Button>
    </div>
  );
}

function Names() {
  const { rounds } = useApp();
  const { contest, names } = useOf(rounds, (state) => state.settings);
  const [first, second] = names;
  return (
    <div className={styles.fields}>
      <TextField
        label={text(contest ? "round.name.left" : "round.name")}
        value={first}
        placeholder={text(contest ? "round.corner.0" : "round.corner.one")}
        maxLength={40}
        onChange={(name) => rounds.change({ names: [name, second] })}
      />
      {contest && (
        <TextField
          label={text("round.name.right")}
          value={second}
          placeholder={text("round.corner.1")}
          maxLength={40}
          onChange={(name) => rounds.change({ names: [first, name] })}
        />
      )}
    </div>
  );
}

/** Which gloves are heard, and who says what a punch was; without either nothing would be counted. */
function Gloves() {
  const { devices, listening } = useApp();
  const connected = useOf(devices, (state) => state.connected);
  const modelId = useOf(listening, (state) => state.modelIds[0]);
  const models = useModels();
  if (connected.length === 0) {
    return (
      <p className={styles.gloves}>
        <StatusDot tone="warning" />
        <span>{text("round.noGlove")}</span>
      </p>
    );
  }
  return (
    <p className={styles.gloves}>
      <StatusDot tone="ok" />
      <span>
        {text(modelId === undefined ? "round.by.glove" : "round.by.model", {
          gloves: connected.map(({ device }) => device.name).join(", "),
          model: models?.find(({ id }) => id === modelId)?.name ?? "",
        })}
      </span>
    </p>
  );
}
