import type { LabelCodec } from "../labelFile.ts";
import { readElan } from "./readElan.ts";
import { writeElan } from "./writeElan.ts";

/**
 * ELAN's annotation document. It has labels, hands and qualities, with times in milliseconds; peaks, confidences and the origins of
 * segments are left out.
 */
export const elan: LabelCodec = { stepUs: 1000, write: writeElan, read: readElan };
