import { beforeEach, describe, expect, test } from "vitest";
import type { StreamFormat } from "#domain/channels.ts";
import { type Arrangement, split, usualArrangement } from "./arrangement.ts";
import { ColumnDrag, type Drop, HeightDrag, OrderDrag, type TrackStage } from "./trackDrags.ts";

const formats: StreamFormat[] = [
  {
    sampleType: "int16",
    nominalRateHz: 119,
    channels: (["acceleration", "rotation"] as const).flatMap((kind) =>
      (["x", "y", "z"] as const).map((axis) => {
        return { name: kind + axis, kind, axis, unit: kind, scale: 1, range: null };
      }),
    ),
  },
];
const at = (yPx: number) => ({ xPx: -150, yPx, shift: false, ctrl: false, alt: false });

/** Every track is 100 px high. */
class TestStage implements TrackStage {
  readonly formats = formats;
  arrangement: Arrangement = usualArrangement(formats);
  marked: Drop | null = null;

  heightOf(): number {
    return 100;
  }

  trackAt(yPx: number) {
    const track = this.arrangement[Math.floor(yPx / 100)];
    return track === undefined ? null : { id: track.id, lower: yPx % 100 >= 50 };
  }

  mark(drop: Drop | null): void {
    this.marked = drop;
  }
}

let stage: TestStage;
beforeEach(() => {
  stage = new TestStage();
});
const columns = () => stage.arrangement.map((track) => track.columns.join(""));

describe("the lower edge", () => {
  test("is pulled, and Escape puts it back", () => {
    const drag = new HeightDrag(stage, 0, at(100));
    drag.move(at(140));
    expect(stage.arrangement[0]!.heightPx).toBe(140);
    drag.cancel();
    expect(stage.arrangement[0]!.heightPx).toBeNull();
  });

  test("that is only clicked changes nothing", () => {
    new HeightDrag(stage, 0, at(100)).end(at(100));
    expect(stage.arrangement[0]!.heightPx).toBeNull();
  });
});

describe("a header", () => {
  test("is taken to another place, and shows where it would go", () => {
    const drag = new OrderDrag(stage, 0, at(20));
    drag.move(at(170));
    expect(stage.marked).toEqual({ id: 1, where: "below" });
    drag.end(at(170));
    expect(columns()).toEqual(["345", "012"]);
    expect(stage.marked).toBeNull();
  });

  test("that is only clicked, or let go outside, stays", () => {
    new OrderDrag(stage, 0, at(20)).end(at(22));
    new OrderDrag(stage, 0, at(20)).end(at(900));
    expect(columns()).toEqual(["012", "345"]);
  });
});

describe("a channel's name", () => {
  test("is taken out into a track of its own, above or below another sensor", () => {
    const drag = new ColumnDrag(stage, 0, 2, at(60));
    drag.move(at(190));
    expect(stage.marked).toEqual({ id: 1, where: "below" });
    drag.end(at(190));
    expect(columns()).toEqual(["01", "345", "2"]);
  });

  test("is put into a track of its unit", () => {
    stage.arrangement = split(stage.arrangement, 0);
    const drag = new ColumnDrag(stage, stage.arrangement[2]!.id, 2, at(260));
    drag.move(at(40));
    expect(stage.marked?.where).toBe("into");
    drag.end(at(40));
    expect(columns()).toEqual(["02", "1", "345"]);
  });

  test("stays where Escape was pressed, and where it is alone", () => {
    const drag = new ColumnDrag(stage, 0, 2, at(60));
    drag.move(at(190));
    drag.cancel();
    expect(columns()).toEqual(["012", "345"]);
    stage.arrangement = split(stage.arrangement, 0);
    new ColumnDrag(stage, 0, 0, at(10)).end(at(390));
    expect(columns()).toEqual(["0", "1", "2", "345"]);
  });
});
