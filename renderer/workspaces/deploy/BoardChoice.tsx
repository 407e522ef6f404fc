import { Usb } from "lucide-react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import type { Board } from "#domain/deploy/flash.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import fields from "../../ui/Fields.module.css";
import { Badge } from "../../ui/Marks.tsx";
import { text } from "../../ui/text.ts";
import styles from "./BoardChoice.module.css";
import words from "./Words.module.css";

/** The boards on cables now, by name and place; what each waits for. */
export function BoardChoice() {
  const { flashing, devices } = useApp();
  const boards = useOf(flashing, (state) => state.boards);
  const boardId = useOf(flashing, (state) => state.boardId);
  const busy = useOf(flashing, (state) => state.running !== null);
  const connected = useOf(devices, (state) => state.connected);
  const gloveOf = ({ deviceId }: Board) => connected.find(({ device }) => device.id === deviceId)?.device.name;
  return (
    <RadioGroup className={cx(fields.field)} value={boardId} onChange={flashing.chooseBoard} isDisabled={busy}>
      <Label className={cx(fields.label)}>{text("deploy.board")}</Label>
      {boards?.length === 0 && (
        <p className={styles.none}>
          <Usb aria-hidden /> {text("deploy.board.none")}
        </p>
      )}
      {boards?.map((board) => (
        <Radio key={board.id} value={board.id} className={cx(styles.board)}>
          <span className={styles.dot} aria-hidden />
          <span className={styles.name}>
            {board.name}
            <span className={words.quiet}>{whereWords(board, gloveOf(board))}</span>
          </span>
          {board.simulated && <Badge tone="simulated">{text("device.simulated")}</Badge>}
          {board.mode === "bootloader" && <Badge tone="accent">{text("deploy.board.bootloader")}</Badge>}
          {!board.supported && <Badge tone="warning">{text("deploy.board.unsupported")}</Badge>}
        </Radio>
      ))}
      {boards?.some(({ simulated }) => simulated) === false && (
        <Button
          look="quiet"
          className={styles.simulate}
          isDisabled={busy}
          onPress={() => void flashing.simulateBoard()}
        >
          {text("deploy.board.simulate")}
        </Button>
      )}
    </RadioGroup>
  );
}

function whereWords({ portShown }: Board, glove: string | undefined): string {
  return glove === undefined ? portShown : text("deploy.board.glove", { port: portShown, glove });
}
