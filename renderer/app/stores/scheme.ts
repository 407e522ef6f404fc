import type { Input, Studio } from "#contract/contract.ts";
import type { LabelScheme } from "#domain/labeling/scheme.ts";
import { labelScheme } from "../../ui/labels.ts";
import { calm, done } from "../ask.ts";

export type Renames = Input<"scheme.set">["renames"];

/** What the open project's segments may be called. Colours, letters and keys everywhere come from it. */
export function createScheme(studio: Studio) {
  const take = (scheme: LabelScheme) => {
    // The same scheme stays the same object, so that nothing is drawn anew.
    if (JSON.stringify(scheme) !== JSON.stringify(labelScheme.getState())) labelScheme.setState(scheme, true);
  };
  studio.on("scheme.changed", take);
  return {
    async refresh() {
      const scheme = await calm(studio.call("scheme.get", undefined));
      if (scheme) take(scheme);
    },
    /** True when it is stored. */
    change: ({ punch, quality, handKeys }: LabelScheme, renames: Renames) =>
      done(studio.call("scheme.set", { scheme: { punch: [...punch], quality: [...quality], handKeys }, renames })),
  };
}
export type Scheme = ReturnType<typeof createScheme>;
