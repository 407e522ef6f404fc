import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { FoundDevice } from "#contract/devices.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../../ui/Dialog.tsx";
import { Badge, StatusDot } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./DevicePanel.module.css";

/** A device that is here and can be connected, or one of before that is not here now and can be forgotten. */
export function FoundLine({ found }: { readonly found: FoundDevice }) {
  const { devices } = useApp();
  const connecting = useOf(devices, (state) => state.connecting.has(found.device.id));
  const [asking, setAsking] = useState(false);
  const { device, detail, present, remembered, rssi_dbm } = found;
  return (
    <li className={styles.found} data-absent={present ? undefined : true}>
      <StatusDot tone="neutral" hollow />
      <div className={styles.foundWords}>
        <p className={styles.name}>
          <span>{device.name}</span>
        </p>
        <p className={styles.detail}>
          {device.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
          <span>
            {present ? detail : text("device.absent")}
            {rssi_dbm !== null && ` · ${rssi_dbm} dBm`}
          </span>
        </p>
      </div>
      {remembered && !present && (
        <IconButton icon={Trash2} label={text("device.forget")} onPress={() => setAsking(true)} />
      )}
      <ConfirmDialog
        title={text("device.forget.title", { name: device.name })}
        words={text("device.forget.words")}
        deed={text("device.forget.deed")}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => void devices.forget(device.id)}
      />
      {present && (
        <Button isDisabled={connecting} onPress={() => void devices.connect(device.id)}>
          {connecting ? text("device.connecting") : text("device.connect")}
        </Button>
      )}
    </li>
  );
}
