import { Plus } from "lucide-react";
import { useState } from "react";
import { Button as AriaButton, Dialog, DialogTrigger, Form, Popover } from "react-aria-components";
import buttons from "../../ui/Button.module.css";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import pickers from "../../ui/Pickers.module.css";
import { TextField } from "../../ui/TextField.tsx";
import { text } from "../../ui/text.ts";
import styles from "./AddField.module.css";

interface Props {
  readonly taken: readonly string[];
  readonly onAdd: (field: string) => void;
}

/** One more metadata field, by its name. */
export function AddField({ taken, onAdd }: Props) {
  const [name, setName] = useState("");
  const field = name.trim();
  const add = (close: () => void) => {
    if (field === "" || taken.includes(field)) return;
    onAdd(field);
    setName("");
    close();
  };
  return (
    <DialogTrigger>
      <AriaButton className={cx(buttons.button, buttons.quiet)}>
        <Plus aria-hidden />
        {text("record.addField")}
      </AriaButton>
      <Popover className={cx(pickers.popover)} placement="top start" offset={4}>
        <Dialog aria-label={text("record.addField")} className={cx(styles.dialog)}>
          {({ close }) => (
            <Form
              className={cx(styles.form)}
              onSubmit={(event) => {
                event.preventDefault();
                add(close);
              }}
            >
              <TextField
                autoFocus
                label={text("record.fieldName")}
                placeholder={text("record.fieldExample")}
                error={taken.includes(field) ? text("record.fieldTaken") : undefined}
                maxLength={64}
                value={name}
                onChange={setName}
              />
              <Button type="submit" isDisabled={field === "" || taken.includes(field)}>
                {text("record.fieldAdd")}
              </Button>
            </Form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
