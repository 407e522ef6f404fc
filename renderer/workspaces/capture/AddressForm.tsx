import { useState } from "react";
import { Form } from "react-aria-components";
import type { Problem } from "#domain/problems.ts";
import { useApp } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { TextField } from "../../ui/TextField.tsx";
import { advise, text } from "../../ui/text.ts";
import styles from "./DevicePanel.module.css";

/** A gateway or a Wi-Fi glove, by the address that it shows. */
export function AddressForm() {
  const { devices } = useApp();
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const trouble = problem === null ? undefined : advise("problem", problem);
  const connect = async () => {
    if (address.trim() === "" || busy) return;
    setBusy(true);
    const found = await devices.connectAddress(address.trim());
    setProblem(found);
    if (found === null) setAddress("");
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
        error={trouble && `${trouble.what} ${trouble.next}`}
        onChange={(typed) => {
          setAddress(typed);
          setProblem(null);
        }}
      />
      <Button type="submit" isDisabled={address.trim() === "" || busy}>
        {busy ? text("device.connecting") : text("device.connect")}
      </Button>
    </Form>
  );
}
