import { useState } from "react";
import { Form } from "react-aria-components";
import { Button } from "../../../ui/Button.tsx";
import { Dialog } from "../../../ui/Dialog.tsx";
import { TextField } from "../../../ui/TextField.tsx";
import { text } from "../../../ui/text.ts";

interface Props {
  readonly name: string;
  readonly onRename: (name: string) => void;
  readonly onClose: () => void;
}

export function RenameVideo({ name, onRename, onClose }: Props) {
  const [typed, setTyped] = useState(name);
  const rename = () => {
    onRename(typed);
    onClose();
  };
  return (
    <Dialog
      title={text("video.rename", { name })}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text("ui.cancel")}</Button>
          <Button look="primary" onPress={rename} isDisabled={typed.trim() === ""}>
            {text("video.rename.deed")}
          </Button>
        </>
      }
    >
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") rename();
        }}
      >
        <TextField label={text("video.name")} value={typed} onChange={setTyped} autoFocus />
      </Form>
    </Dialog>
  );
}
