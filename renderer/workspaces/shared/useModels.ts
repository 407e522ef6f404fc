import { useEffect, useState } from "react";
import type { Output } from "#contract/contract.ts";
import { useApp, useOf } from "../../app/app.ts";
import { calm } from "../../app/ask.ts";

type ListedModel = Output<"model.list">[number];

/** The models of the open project, newest first, as they change; undefined until they were read. */
export function useModels(): readonly ListedModel[] | undefined {
  const { studio, project } = useApp();
  const open = useOf(project, (state) => state.open?.id);
  const [models, setModels] = useState<readonly ListedModel[]>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another project has other models.
  useEffect(() => {
    let here = true;
    const read = async () => {
      const listed = await calm(studio.call("model.list", undefined));
      if (here && listed) setModels(listed.toSorted((a, b) => b.createdAtMs - a.createdAtMs));
    };
    void read();
    const stop = studio.on("model.changed", () => void read());
    return () => {
      here = false;
      stop();
    };
  }, [studio, open]);
  return models;
}
