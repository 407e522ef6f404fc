import type { Hand } from "#domain/hands.ts";
import type { Room } from "#domain/labeling/reshape.ts";
import type { SnapTargets } from "#domain/labeling/snap.ts";
import type { LabelModel } from "../../../labels/labelModel.ts";
import type { Stage } from "../gestures.ts";

/** What the page knows of one hand's time that edges can snap to. */
export type OwnTargets = Pick<SnapTargets, "peak" | "frame" | "sample">;

/** What gestures on labels read and change. */
export interface GestureDesk {
  readonly stage: Stage;
  readonly model: LabelModel;
  /** Limits of the capture and the shortest stretch, for a hand. */
  room(hand: Hand | null): Room;
  targets(hand: Hand | null): OwnTargets;
  /** Whether edges snap at all: the user may have turned it off for good. */
  readonly snaps: boolean;
}
