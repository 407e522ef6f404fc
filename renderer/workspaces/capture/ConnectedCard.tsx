import type { ConnectedDevice } from "#contract/devices.ts";
import type { Hand } from "#domain/hands.ts";
import { useApp, useOf } from "../../app/app.ts";
import { linkTone } from "../../app/frame/linkTone.ts";
import { Button } from "../../ui/Button.tsx";
import { count, rate, share } from "../../ui/figures.ts";
import { Badge, StatusDot } from "../../ui/Marks.tsx";
import { Segmented } from "../../ui/Toggles.tsx";
import { advise, text } from "../../ui/text.ts";
import styles from "./DevicePanel.module.css";

const HAND_CHOICES: readonly { key: Hand; words: string }[] = [
  { key: "left", words: text("hand.left.letter") },
  { key: "right", words: text("hand.right.letter") },
];

/** A connected glove: its hand, its rate against the promised one, what got lost, its battery. */
export function ConnectedCard({ device: link }: { readonly device: ConnectedDevice }) {
  const app = useApp();
  const recording = useOf(app.recording, ({ state }) => state.phase === "recording" || state.phase === "countdown");
  const { device, state, problem } = link;
  const trouble = problem === null ? null : advise("problem", problem);
  return (
    <li className={styles.card}>
      <div className={styles.name}>
        <StatusDot tone={linkTone(link)} />
        <span>{device.name}</span>
        {device.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
        {state !== "live" && <Badge tone={linkTone(link)}>{text(`device.state.${state}`)}</Badge>}
      </div>
      <Figures link={link} />
      {trouble && (
        <p>
          <span className={styles.problem}>{trouble.what}</span> <span className={styles.next}>{trouble.next}</span>
        </p>
      )}
      <div className={styles.actions}>
        <Segmented
          label={text("device.hand")}
          choices={HAND_CHOICES}
          value={link.hand}
          onChange={(hand) => void app.devices.setHand(device.id, hand)}
          mayBeNone
        />
        <span className={styles.space} />
        {(state === "ended" || state === "failed") && (
          <Button onPress={() => void app.devices.connect(device.id)}>
            {text(state === "ended" ? "device.playAgain" : "device.connectAgain")}
          </Button>
        )}
        <Button look="quiet" isDisabled={recording} onPress={() => void app.devices.disconnect(device.id)}>
          {text("device.disconnect")}
        </Button>
      </div>
    </li>
  );
}

function Figures({ link }: { readonly link: ConnectedDevice }) {
  const { measuredRateHz, format, lossShare, counts, battery } = link;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{text("device.rate")}</dt>
        <dd>
          {measuredRateHz === null ? "–" : rate(measuredRateHz)}
          {format && ` ${text("device.ofNominal", { rate: format.nominalRateHz })}`}
        </dd>
      </div>
      <div>
        <dt>{text("device.loss")}</dt>
        <dd data-tone={lossShare > 0 ? "danger" : undefined}>{share(lossShare)}</dd>
      </div>
      <div>
        <dt>{text("device.clipped")}</dt>
        <dd data-tone={counts.clipped > 0 ? "warning" : undefined}>{count(counts.clipped)}</dd>
      </div>
      {battery !== null && (
        <div>
          <dt>{text("device.battery")}</dt>
          <dd data-tone={battery < 0.15 ? "warning" : undefined}>{`${Math.round(battery * 100)} %`}</dd>
        </div>
      )}
    </dl>
  );
}
