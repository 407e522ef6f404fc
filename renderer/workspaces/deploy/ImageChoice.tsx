import { FilePlus2, Hammer, Square, Trash2 } from "lucide-react";
import type { Image } from "#domain/deploy/flash.ts";
import { useApp, useOf } from "../../app/app.ts";
import { Button, IconButton } from "../../ui/Button.tsx";
import { chooseFile } from "../../ui/chooseFile.ts";
import { bytes, moment } from "../../ui/figures.ts";
import { ProgressBar } from "../../ui/Marks.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Select } from "../../ui/Select.tsx";
import { text } from "../../ui/text.ts";
import styles from "./ImageChoice.module.css";
import { ProblemNote } from "./ProblemNote.tsx";
import words from "./Words.module.css";

/** The program that goes on the board: one that is kept, a file, or one compiled here. */
export function ImageChoice() {
  const { flashing } = useApp();
  const images = useOf(flashing, (state) => state.images);
  const imageId = useOf(flashing, (state) => state.imageId);
  const problem = useOf(flashing, (state) => state.imageProblem);
  const image = images?.find(({ id }) => id === imageId);
  return (
    <div className={styles.image}>
      {image === undefined ? (
        <p className={words.quiet}>{images?.length === 0 ? text("deploy.image.none") : ""}</p>
      ) : (
        <Select
          label={text("deploy.image")}
          value={image.id}
          choices={images!.map((each) => ({ key: each.id, words: imageWords(each) }))}
          onChange={flashing.chooseImage}
        />
      )}
      {image !== undefined && <p className={words.quiet}>{kindWords(image)}</p>}
      <div className={styles.actions}>
        <Button icon={FilePlus2} onPress={() => chooseFile(".bin", (file) => void flashing.addImage(file))}>
          {text("deploy.image.add")}
        </Button>
        <Compile />
        {image !== undefined && (
          <IconButton
            icon={Trash2}
            label={text("deploy.image.remove")}
            onPress={() => void flashing.removeImage(image.id)}
          />
        )}
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
    </div>
  );
}

function imageWords({ name, addedAtMs }: Image): string {
  return text("deploy.image.one", { name, when: moment(addedAtMs) });
}

/** What it is, and what becomes of the model with it. */
function kindWords({ firmware, bytes: size, slotBytes, packHash }: Image): string {
  const what = firmware ?? text("deploy.image.stranger");
  const holds = slotBytes !== null ? "slot" : packHash !== null ? "pack" : "plain";
  return text(`deploy.image.holds.${holds}`, { what, size: bytes(size) });
}

/** Where arduino-cli is: our own sketches, compiled here. */
function Compile() {
  const { flashing, packs } = useApp();
  const tools = useOf(flashing, (state) => state.tools);
  const compiling = useOf(flashing, (state) => state.compiling);
  const modelId = useOf(packs, (state) => state.modelId);
  const hand = useOf(packs, (state) => state.hand);
  if (compiling !== null) {
    return (
      <div className={styles.compiling}>
        <ProgressBar label={text("deploy.image.compiling")} share={compiling.share} />
        <Button icon={Square} onPress={() => void flashing.cancelCompile()}>
          {text("ui.cancel")}
        </Button>
      </div>
    );
  }
  if (!tools) return null;
  if (tools.arduinoCli === null) return <span className={words.quiet}>{text("deploy.image.noArduino")}</span>;
  if (tools.core === null) return <span className={words.quiet}>{text("deploy.image.noCore")}</span>;
  const entries = [
    {
      id: "recognition",
      words: text("deploy.image.compile.recognition"),
      disabled: modelId === null,
      run: () => void (modelId && flashing.compile({ sketch: "recognition", model: { modelId, hand } })),
    },
    {
      id: "data_capture",
      words: text("deploy.image.compile.dataCapture"),
      run: () => void flashing.compile({ sketch: "data_capture", model: null }),
    },
  ];
  return (
    <Menu label={text("deploy.image.compile")} entries={entries}>
      <Button icon={Hammer}>{text("deploy.image.compile")}</Button>
    </Menu>
  );
}
