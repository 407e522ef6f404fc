import { FileInput } from "lucide-react";
import { useState } from "react";
import { useApp, useOf } from "../../../app/app.ts";
import { ask, sayFailure } from "../../../app/ask.ts";
import { offerFiles } from "../../../training/importing.ts";
import { Button } from "../../../ui/Button.tsx";
import { chooseFiles } from "../../../ui/chooseFile.ts";
import { text } from "../../../ui/text.ts";
import { ImportDialog, type Offer } from "./ImportDialog.tsx";

/** Brings a model of another tool in: one .tflite, or the files of a TensorFlow.js model. */
export function ImportButton() {
  const { studio, project } = useApp();
  const readOnly = useOf(project, ({ open }) => open?.readOnly ?? true);
  const [offer, setOffer] = useState<Offer | null>(null);
  const inspect = async (files: readonly File[]) => {
    try {
      const offerId = await offerFiles(studio, files);
      const found = await ask(studio.call("model.inspect", { offerId }));
      if (found !== undefined) setOffer({ offerId, fileName: files[0]!.name, found });
    } catch (error) {
      sayFailure(error);
    }
  };
  return (
    <>
      <Button
        icon={FileInput}
        isDisabled={readOnly}
        onPress={() => chooseFiles(".tflite,.json,.bin,.pb", (files) => void inspect(files))}
      >
        {text("train.import")}
      </Button>
      {offer !== null && <ImportDialog key={offer.offerId} offer={offer} onClose={() => setOffer(null)} />}
    </>
  );
}
