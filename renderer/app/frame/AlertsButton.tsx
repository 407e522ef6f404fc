import { Bell } from "lucide-react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import buttons from "../../ui/Button.module.css";
import { cx } from "../../ui/cx.ts";
import pickers from "../../ui/Pickers.module.css";
import { WithTooltip } from "../../ui/Tooltip.tsx";
import { text } from "../../ui/text.ts";
import { useApp, useOf } from "../app.ts";
import { AlertList } from "./AlertList.tsx";
import styles from "./Alerts.module.css";
import { worst } from "./severity.ts";

/** How many things need looking at, in the colour of the worst; what they are and what to do, when pressed. */
export function AlertsButton() {
  const alerts = useOf(useApp().devices, (state) => state.alerts);
  return (
    <DialogTrigger>
      <WithTooltip words={text("alerts.title")}>
        <Button
          aria-label={text("alerts.count", { count: alerts.length })}
          className={cx(buttons.button, buttons.quiet, styles.bell)}
          data-tone={worst(alerts)}
        >
          <Bell aria-hidden />
          {alerts.length > 0 && <span className={styles.count}>{alerts.length}</span>}
        </Button>
      </WithTooltip>
      <Popover className={cx(pickers.popover, styles.popover)} placement="bottom end" offset={4}>
        <Dialog aria-label={text("alerts.title")} className={cx(styles.dialog)}>
          {alerts.length === 0 ? <p className={styles.none}>{text("alerts.none")}</p> : <AlertList alerts={alerts} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
