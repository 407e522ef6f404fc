import { RefreshCw } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { shortcutOf } from "../../app/commands/table.ts";
import { IconButton } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { ProgressBar } from "../../ui/Marks.tsx";
import panel from "../../ui/Panel.module.css";
import { text } from "../../ui/text.ts";
import { AddressForm } from "./AddressForm.tsx";
import { BluetoothTrouble } from "./BluetoothTrouble.tsx";
import { ConnectedCard } from "./ConnectedCard.tsx";
import styles from "./DevicePanel.module.css";
import { FoundLine } from "./FoundLine.tsx";
import { SimulatedSettings } from "./SimulatedSettings.tsx";

/** Gloves that are connected, that were found, and that are remembered. */
export function DevicePanel() {
  const app = useApp();
  const connected = useOf(app.devices, (state) => state.connected);
  const found = useOf(app.devices, (state) => state.found);
  const scanning = useOf(app.devices, (state) => state.scanning);
  const here = new Set(connected.map(({ device }) => device.id));
  const others = found.filter(({ device }) => !here.has(device.id));
  return (
    <aside className={styles.panel} aria-label={text("capture.devices")}>
      <header className={cx(panel.header, styles.header)}>
        <h2 className={panel.heading}>{text("capture.devices")}</h2>
        <SimulatedSettings />
        <IconButton
          icon={RefreshCw}
          label={text("command.capture.find")}
          shortcut={shortcutOf("capture.find")}
          isDisabled={scanning}
          onPress={() => void app.devices.find()}
        />
      </header>
      <div className={styles.progress}>{scanning && <ProgressBar label={text("capture.finding")} share={null} />}</div>
      <div className={styles.scroll}>
        <ul>
          {connected.map((device) => (
            <ConnectedCard key={device.device.id} device={device} />
          ))}
        </ul>
        {connected.length > 0 && others.length > 0 && <h3 className={styles.subheading}>{text("capture.others")}</h3>}
        <ul>
          {others.map((each) => (
            <FoundLine key={each.device.id} found={each} />
          ))}
        </ul>
        {others.length === 0 && connected.length === 0 && !scanning && (
          <p className={styles.none}>{text("capture.noneFound")}</p>
        )}
      </div>
      <BluetoothTrouble />
      <AddressForm />
    </aside>
  );
}
