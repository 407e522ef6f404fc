import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "../../ui/text.ts";
import { useApp } from "../app.ts";

export function NewProjectDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const app = useApp();
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const create = async () => {
    if (name.trim() === "" || busy) return;
    setBusy(true);
    const made = await app.project.create(name.trim());
    setBusy(false);
    if (!made) return;
    setName("");
    onClose();
    app.shell.go({ at: "capture" });
  };
  return (
    <Dialog
      title={text("project.new.title")}
      open={open}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" isDisabled={name.trim() === "" || busy} onPress={() => void create()}>
            {text("project.new.deed")}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextField
          autoFocus
          label={text("project.new.name")}
          placeholder={text("project.new.example")}
          hint={text("project.new.hint")}
          maxLength={200}
          value={name}
          onChange={setName}
        />
      </Form>
    </Dialog>
  );
}
