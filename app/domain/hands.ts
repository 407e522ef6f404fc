/** Which glove a stream came from. Unknown until the user says or the device does. */
export const HANDS = ["left", "right"] as const;
export type Hand = (typeof HANDS)[number];
