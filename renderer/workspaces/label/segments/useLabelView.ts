import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { LabelDoc } from "../../../labels/labelDoc.ts";
import type { LabelView } from "../../../labels/labelModel.ts";
import { labelSession } from "../session.ts";

const nothing = () => () => {};

/** The labels of the open capture and what is shown of them; null while they are not there. */
export function useLabelView(): { readonly doc: LabelDoc; readonly view: LabelView } | null {
  const doc = useStore(labelSession, (session) => session.labels);
  const view = useSyncExternalStore(doc?.subscribe ?? nothing, () => doc?.view ?? null);
  return doc === null || view === null ? null : { doc, view };
}
