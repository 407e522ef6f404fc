import { beforeEach, describe, expect, it } from "vitest";
import { FrameTimes } from "./frameTimes.ts";
import type { Picture } from "./picture.ts";
import { type Beat, type Playhead, VideoPlayer } from "./videoPlayer.ts";
import { VideoScreen } from "./videoScreen.ts";

/** A timeline of ten seconds without a picture. */
class Head implements Playhead {
  state: { playheadUs: number; lookUs: number | null } = { playheadUs: 0, lookUs: null };
  readonly limits = { startUs: 0, endUs: 10_000_000 };
  readonly listeners = new Set<() => void>();
  goTo(timeUs: number) {
    this.state = { ...this.state, playheadUs: Math.round(Math.min(this.limits.endUs, Math.max(0, timeUs))) };
    for (const listener of this.listeners) listener();
  }
  follow(timeUs: number) {
    this.goTo(timeUs);
  }
  look(lookUs: number | null) {
    this.state = { ...this.state, lookUs };
    for (const listener of this.listeners) listener();
  }
  subscribe(listener: () => void) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** A picture that arrives when the test says so, and plays frame by frame as the test says. */
class FakePicture implements Picture {
  readonly asked: number[] = [];
  arrive: () => void = () => {};
  playing: { index: number; rate: number; onFrame: (index: number) => void; onEnd: () => void } | null = null;
  show(index: number) {
    this.asked.push(index);
    return new Promise<number>((resolve) => {
      this.arrive = () => resolve(index);
    });
  }
  play(index: number, rate: number, onFrame: (index: number) => void, onEnd: () => void) {
    this.playing = { index, rate, onFrame, onEnd };
  }
  pause() {
    this.playing = null;
  }
}

class FakeBeat implements Beat {
  next: ((nowMs: number) => void) | null = null;
  nowMs = 0;
  request(beat: (nowMs: number) => void) {
    this.next = beat;
    return 1;
  }
  cancel() {
    this.next = null;
  }
  pass(ms: number) {
    this.next?.(this.nowMs);
    this.nowMs += ms;
    this.next?.(this.nowMs);
  }
}

const FRAME_US = 40_000;
/** Five seconds at 25 frames a second. */
const film = () =>
  new FrameTimes(
    Float64Array.from({ length: 125 }, (_, i) => i * FRAME_US),
    125 * FRAME_US,
  );

let head: Head;
let beat: FakeBeat;
let player: VideoPlayer;
let picture: FakePicture;
let screen: VideoScreen;

/** The film begins two seconds after the capture. */
beforeEach(() => {
  head = new Head();
  beat = new FakeBeat();
  player = new VideoPlayer(head, beat);
  picture = new FakePicture();
  screen = new VideoScreen("film", film(), picture, { offsetUs: 2_000_000, rate: 1 });
});

const arrived = async () => {
  picture.arrive();
  await Promise.resolve();
  await Promise.resolve();
};

describe("standing still", () => {
  it("the screen shows the frame at the playhead, and says when it is there", async () => {
    player.setScreens([screen]);
    head.goTo(3_000_000);
    await arrived();
    await arrived();
    expect(picture.asked).toEqual([0, 25]);
    expect(player.state).toMatchObject({ videoId: "film", shownFrameUs: 25.5 * FRAME_US });
  });

  it("of many wishes only the newest is carried out", async () => {
    player.setScreens([screen]);
    for (let us = 2_000_000; us < 4_000_000; us += 10_000) head.goTo(us);
    await arrived();
    expect(picture.asked).toEqual([0, 49]);
  });

  it("the video follows the edge that a gesture drags, and comes back after it", async () => {
    player.setScreens([screen]);
    await arrived();
    head.look(4_000_000);
    await arrived();
    head.look(null);
    await arrived();
    expect(picture.asked).toEqual([0, 50, 0]);
  });

  it("before its start and after its end the nearest frame is shown, and it is said", () => {
    player.setScreens([screen]);
    expect(screen.state.outside).toBe("before");
    head.goTo(9_000_000);
    expect(screen.state.outside).toBe("after");
    head.goTo(6_999_999);
    expect(screen.state.outside).toBeNull();
  });
});

it("tells where frames begin about a moment of the capture, for edges that snap to them", () => {
  expect(player.frameStartsNear(3_000_000)).toEqual([]);
  player.setScreens([screen]);
  const at = (index: number) => 2_000_000 + index * FRAME_US;
  expect(player.frameStartsNear(3_010_000)).toEqual([at(24), at(25), at(26), at(27)]);
  expect(player.frameStartsNear(0)).toEqual([at(0), at(1), at(2)]);
  screen.line = { offsetUs: 100, rate: 1.0001 };
  expect(player.frameStartsNear(41_000)).toEqual([100, 40_104, 80_108, 120_112]);
});

describe("a step", () => {
  it("is one whole frame and lands in its middle", () => {
    player.setScreens([screen]);
    head.goTo(3_000_001);
    player.stepFrames(1);
    expect(head.state.playheadUs).toBe(2_000_000 + 26.5 * FRAME_US);
    player.stepFrames(-2);
    expect(head.state.playheadUs).toBe(2_000_000 + 24.5 * FRAME_US);
  });

  it("stays in the video at its ends, and outside of it lasts as long as a frame", () => {
    player.setScreens([screen]);
    head.goTo(2_000_000);
    player.stepFrames(-1);
    expect(head.state.playheadUs).toBe(2_000_000 + FRAME_US / 2);
    head.goTo(8_000_000);
    player.stepFrames(1);
    expect(head.state.playheadUs).toBe(8_000_000 + FRAME_US);
  });

  it("is 10 ms without a video", () => {
    head.goTo(1_000_000);
    player.stepFrames(-1);
    expect(head.state.playheadUs).toBe(990_000);
  });

  it("moves only the picture while it is held", async () => {
    player.setScreens([screen]);
    head.goTo(3_000_000);
    await arrived();
    await arrived();
    player.hold(true);
    head.goTo(5_000_000);
    player.stepFrames(1);
    await arrived();
    expect(head.state.playheadUs).toBe(5_000_000);
    expect(player.state.shownFrameUs).toBe(26.5 * FRAME_US);
    player.hold(false);
    await arrived();
    expect(player.state.shownFrameUs).toBe(75.5 * FRAME_US);
  });
});

describe("playing", () => {
  it("each frame of the video moves the playhead to its middle", () => {
    player.setScreens([screen]);
    head.goTo(3_000_000);
    player.play();
    expect(picture.playing).toMatchObject({ index: 25, rate: 1 });
    picture.playing!.onFrame(26);
    expect(head.state.playheadUs).toBe(2_000_000 + 26.5 * FRAME_US);
    beat.pass(100);
    expect(head.state.playheadUs).toBe(2_000_000 + 26.5 * FRAME_US);
    player.pause();
    expect(picture.playing).toBeNull();
    expect(player.state.playing).toBe(false);
  });

  it("allows for a camera whose clock runs otherwise", () => {
    screen.line = { offsetUs: 0, rate: 1.0001 };
    player.setScreens([screen]);
    player.setSpeed(0.5);
    player.play();
    expect(picture.playing!.rate).toBeCloseTo(0.5 / 1.0001, 9);
  });

  it("moves the playhead by the clock where there is no video, and stops at the end", () => {
    player.play();
    beat.pass(250);
    expect(head.state.playheadUs).toBe(250_000);
    head.goTo(9_900_000);
    beat.pass(250);
    expect(head.state.playheadUs).toBe(10_000_000);
    expect(player.state.playing).toBe(false);
    player.play();
    expect(head.state.playheadUs).toBe(0);
  });

  it("goes by the clock before the video, by the video inside it, and by the clock after it", () => {
    player.setScreens([screen]);
    head.goTo(1_950_000);
    player.play();
    expect(picture.playing).toBeNull();
    beat.pass(100);
    expect(picture.playing).toMatchObject({ index: 1 });
    picture.playing!.onFrame(124);
    expect(picture.playing).toBeNull();
    expect(head.state.playheadUs).toBe(7_000_000);
    beat.pass(100);
    expect(head.state.playheadUs).toBe(7_100_000);
    expect(player.state.playing).toBe(true);
  });

  it("goes on from where somebody put the playhead meanwhile", () => {
    player.setScreens([screen]);
    head.goTo(3_000_000);
    player.play();
    head.goTo(4_000_000);
    expect(picture.playing).toMatchObject({ index: 50 });
  });

  it("keeps a second video beside the first, from where it begins", () => {
    const otherPicture = new FakePicture();
    const other = new VideoScreen("other", film(), otherPicture, { offsetUs: 3_000_000, rate: 1 });
    player.setScreens([screen, other]);
    head.goTo(2_000_000);
    player.play();
    expect(otherPicture.playing).toBeNull();
    picture.playing!.onFrame(30);
    expect(otherPicture.playing).toMatchObject({ index: 5 });
    otherPicture.playing!.onFrame(6);
    picture.playing!.onFrame(31);
    expect(otherPicture.playing).toMatchObject({ index: 5 });
    picture.playing!.onFrame(60);
    expect(otherPicture.playing).toMatchObject({ index: 35 });
  });
});

describe("the shuttle", () => {
  it("is faster each time, begins at 1 the other way, and is over after a stop", () => {
    player.setSpeed(0.5);
    const speeds = [1, 1, 1, 1].map(() => {
      player.shuttle(1);
      return player.state.speed;
    });
    expect(speeds).toEqual([1, 2, 4, 4]);
    player.shuttle(-1);
    expect(player.state).toMatchObject({ playing: true, direction: -1, speed: 1 });
    player.pause();
    expect(player.state).toMatchObject({ playing: false, direction: 1, speed: 0.5 });
  });

  it("backwards shows one frame after the other and stops at the start", async () => {
    player.setScreens([screen]);
    head.goTo(3_000_000);
    await arrived();
    await arrived();
    player.shuttle(-1);
    beat.pass(FRAME_US / 1000);
    await arrived();
    expect(picture.asked).toEqual([0, 25, 24]);
    head.goTo(10_000);
    beat.pass(40);
    expect(head.state.playheadUs).toBe(0);
    expect(player.state.playing).toBe(false);
  });
});
