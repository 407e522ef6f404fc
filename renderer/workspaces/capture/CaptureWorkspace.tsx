import { useEffect } from "react";
import { useApp } from "../../app/app.ts";
import { SplitPanels } from "../../ui/SplitPanels.tsx";
import { CameraPanel } from "../../video/recording/CameraPanel.tsx";
import styles from "./CaptureWorkspace.module.css";
import { Countdown } from "./Countdown.tsx";
import { DevicePanel } from "./DevicePanel.tsx";
import { GatewayPanel } from "./GatewayPanel.tsx";
import { ListeningPanel } from "./ListeningPanel.tsx";
import { LivePanel } from "./LivePanel.tsx";
import { RecordBar } from "./RecordBar.tsx";

/** Connect gloves, see what they send, record. */
export function CaptureWorkspace() {
  const app = useApp();
  useEffect(() => {
    if (app.devices.store.getState().found.length === 0) void app.devices.find();
  }, [app]);
  return (
    <SplitPanels
      id="capture"
      parts={[
        {
          id: "devices",
          size: "288px",
          minSize: "240px",
          maxSize: "420px",
          content: (
            <div className={styles.inputs}>
              <DevicePanel />
              <ListeningPanel />
              <CameraPanel />
              <GatewayPanel />
            </div>
          ),
        },
        {
          id: "live",
          minSize: "420px",
          content: (
            <div className={styles.stage}>
              <div className={styles.live}>
                <LivePanel />
                <Countdown />
              </div>
              <RecordBar />
            </div>
          ),
        },
      ]}
    />
  );
}
