import { Copy } from "lucide-react";
import { useApp, useOf } from "../../app/app.ts";
import { addressToGive, type GatewayState } from "../../app/stores/gateway.ts";
import { IconButton } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import panel from "../../ui/Panel.module.css";
import { say } from "../../ui/Toast.tsx";
import { Checkbox, Switch } from "../../ui/Toggles.tsx";
import { text } from "../../ui/text.ts";
import styles from "./GatewayPanel.module.css";

/** Serves the connected gloves to other programs, and to a Ringside on another machine. */
export function GatewayPanel() {
  const { gateway: desk } = useApp();
  const { gateway, busy } = useOf(desk, (state) => state);
  const running = gateway?.running ?? false;
  return (
    <section className={styles.panel} aria-label={text("gateway.title")}>
      <header className={cx(panel.header, styles.header)}>
        <h2 className={panel.heading}>{text("gateway.title")}</h2>
        <Switch isSelected={running} isDisabled={busy || gateway === null} onChange={() => void desk.toggle()}>
          {text(running ? "gateway.on" : "gateway.off")}
        </Switch>
      </header>
      {gateway !== null && running && <Serving gateway={gateway} busy={busy} />}
    </section>
  );
}

function Serving({ gateway, busy }: { readonly gateway: GatewayState; readonly busy: boolean }) {
  const { gateway: desk } = useApp();
  const address = addressToGive(gateway);
  const copy = async () => {
    await navigator.clipboard?.writeText(address);
    say({ words: text("gateway.copied") });
  };
  return (
    <div className={styles.serving}>
      <p className={styles.address}>
        <code>{address}</code>
        <IconButton icon={Copy} label={text("gateway.copy")} onPress={() => void copy()} />
      </p>
      <p className={styles.figures}>
        {text("gateway.figures", {
          gloves: gateway.deviceIds.length,
          clients: gateway.clients,
          rows: gateway.rowsSent,
        })}
      </p>
      <Checkbox isSelected={gateway.token !== null} isDisabled={busy} onChange={(network) => void desk.start(network)}>
        {text("gateway.network")}
      </Checkbox>
    </div>
  );
}
