import { FileInput } from "lucide-react";
import { useState } from "react";
import { useApp, useOf } from "../../../app/app.ts";
import { ask, sayFailure } from "../../../app/ask.ts";
import { offerFiles } from "../../../app/offerFiles.ts";
import { Button } from "../../../ui/Button.tsx";
import { chooseFiles, chooseFolder } from "../../../ui/chooseFile.ts";
import { Menu } from "../../../ui/Menu.tsx";
import { text } from "../../../ui/text.ts";
import { ImportDialog, type Offer } from "./ImportDialog.tsx";

/** The chosen folder, or the first chosen file. */
function offeredName({ webkitRelativePath, name }: File): string {
  return webkitRelativePath.split("/")[0] || name;
}

/** Brings a model of another tool in: one .tflite, the files of a TensorFlow.js model, or the folder of a SavedModel. */
export function ImportButton() {
  const { studio, project } = useApp();
  const readOnly = useOf(project, ({ open }) => open?.readOnly ?? true);
  const [offer, setOffer] = useState<Offer | null>(null);
  const inspect = async (files: readonly File[]) => {
    try {
      const offerId = await offerFiles(studio, files);
      const found = await ask(studio.call("model.inspect", { offerId }));
      if (found !== undefined) setOffer({ offerId, fileName: offeredName(files[0]!), found });
    } catch (error) {
      sayFailure(error);
    }
  };
  const ways = [
    {
      id: "files",
      words: text("train.import.files"),
      run: () => chooseFiles(".tflite,.json,.bin,.pb", (files) => void inspect(files)),
    },
    {
      id: "folder",
      words: text("train.import.folder"),
      run: () => chooseFolder((files) => void inspect(files)),
    },
  ];
  return (
    <>
      <Menu label={text("train.import")} entries={ways}>
        <Button icon={FileInput} isDisabled={readOnly}>
          {text("train.import")}
        </Button>
      </Menu>
      {offer !== null && <ImportDialog key={offer.offerId} offer={offer} onClose={() => setOffer(null)} />}
    </>
  );
}
