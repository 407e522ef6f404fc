import { Download } from "lucide-react";
import { bulkPaths } from "#contract/bulk.ts";
import { useApp } from "../../../app/app.ts";
import { ask } from "../../../app/ask.ts";
import type { ListedModel } from "../../../app/stores/accuracy.ts";
import { Button } from "../../../ui/Button.tsx";
import { saveFrom } from "../../../ui/saveFrom.ts";
import { text } from "../../../ui/text.ts";

/** Saves the networks of a model for other tools, a file for each hand that has its own; where there are none, it says why. */
export function SaveNetworks({ model: { id } }: { readonly model: ListedModel }) {
  const { studio } = useApp();
  const save = async () => {
    const files = await ask(studio.call("model.export", { modelId: id }));
    for (const { part } of files ?? []) saveFrom(studio.bulkUrl(bulkPaths.modelFile(id, part)));
  };
  return (
    <Button icon={Download} onPress={() => void save()}>
      {text("train.save")}
    </Button>
  );
}
