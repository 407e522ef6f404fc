import type { Handlers } from "../api.ts";
import { previewDataset } from "../learn/dataset/preview.ts";
import type { ProjectDesk } from "../projects/projectDesk.ts";

export function datasetHandlers(desk: ProjectDesk): Handlers<"dataset.preview"> {
  return {
    "dataset.preview": async ({ query, split, classes }) => ({
      ok: true,
      value: await previewDataset(desk.requireStore(), query, split, classes),
    }),
  };
}
