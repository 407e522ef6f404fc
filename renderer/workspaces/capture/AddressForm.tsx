import { useState } from "react";
import { Form } from "react-aria-components";
import { useApp } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "../../ui/text.ts";
import styles from "./DevicePanel.module.css";

/** A gateway or a Wi-Fi glove, by the address that it shows. */
export function AddressForm() {
  const { devices } = useApp();
  const [address, setAddress] = useState("");
  const [busy, setBusy] = useState(false);
  const connect = async () => {
    if (address.trim() === "" || busy) return;
    setBusy(true);
    if (await devices.connectAddress(address.trim())) setAddress("");
    setBusy(false);
  };
  return (
    <Form
      className={cx(styles.address)}
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <TextField
        label={text("capture.address")}
        placeholder="192.168.1.7:5555"
        maxLength={255}
        value={address}
        onChange={setAddress}
      />
      <Button type="submit" isDisabled={address.trim() === "" || busy}>
        {busy ? text("device.connecting") : text("device.connect")}
      </Button>
    </Form>
  );
}
