import { BluetoothOff } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { advise } from "../../ui/text.ts";
import styles from "./DevicePanel.module.css";

/** Why no glove is found over Bluetooth, and what to do. Nothing where all is well, or nobody has looked yet. */
export function BluetoothTrouble() {
  const { devices } = useApp();
  const bluetooth = useOf(devices, (state) => state.bluetooth);
  if (bluetooth === null || bluetooth === "on") return null;
  const { what, next } = advise("problem", { code: `ble.${bluetooth}`, detail: {} });
  return (
    <div className={styles.bluetooth}>
      <BluetoothOff size={16} aria-hidden />
      <p>
        {what} <span className={styles.next}>{next}</span>
      </p>
    </div>
  );
}
