// @vitest-environment jsdom
import { act } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { find, LEFT_GLOVE, press, showApp, studioOf } from "../../app/testing/showApp.tsx";
import { CameraPanel } from "./CameraPanel.tsx";
import { FilmLine } from "./FilmLine.tsx";
import { FakeDevices, FakeStream } from "./testing/fakeDevices.ts";

beforeEach(() => {
  localStorage.clear();
  location.hash = "#/capture";
  vi.stubGlobal("MediaStream", FakeStream);
});

const parts = (
  <>
    <CameraPanel />
    <FilmLine />
  </>
);

async function show(devices: FakeDevices | null) {
  const given = devices?.page().navigator;
  for (const part of ["mediaDevices", "permissions"] as const)
    Object.defineProperty(navigator, part, { value: given?.[part], configurable: true });
  return showApp(studioOf({ devices: [LEFT_GLOVE] }), parts);
}

it("offers a camera without asking for it, shows what it sees and how to check the sync", async () => {
  const devices = new FakeDevices(["Front camera", "Side camera"]);
  await show(devices);
  expect(devices.asked).toEqual([]);
  expect(document.querySelector("video")).toBeNull();
  await press(find("button", "Use a camera"));
  expect(find("video").getAttribute("aria-label")).toBe("Live picture of Front camera");
  expect(find("ul", "Cameras").textContent).toContain("Front cameraready");
  expect(document.body.textContent).toContain("Clap the gloves three times");
  await press(find("label", "Side camera").querySelector("input")!);
  expect(document.querySelectorAll("video")).toHaveLength(2);
  await press(find("label", "Front camera").querySelector("input")!);
  expect(find("video").getAttribute("aria-label")).toBe("Live picture of Side camera");
});

it("says what each camera does: filming with rate and losses, then saving", async () => {
  const app = await show(new FakeDevices([]));
  const film = {
    id: "1",
    captureId: "c",
    name: "Front",
    hasPicture: true,
    rateHz: 29.97,
    sentShare: 0.5,
    syncErrorUs: 840,
  };
  await act(async () =>
    app.filming.store.setState({
      films: [
        { ...film, phase: "filming", dropped: 3 },
        { ...film, id: "2", name: "Side", phase: "saving", dropped: 0 },
        { ...film, id: "3", name: "Top", phase: "filming", dropped: 0, rateHz: null, syncErrorUs: null },
        { ...film, id: "4", name: "Slow", phase: "filming", dropped: 0, hasPicture: false, syncErrorUs: null },
      ],
    }),
  );
  const words = find("ul", "Cameras").textContent;
  expect(words).toContain("Front30.0 fps3 droppedsync ± 0.8 ms");
  expect(words).toContain("TopfilmingSlowwaiting for its first frame");
  expect(words).toContain("Saving video Side");
  expect(find("[role=progressbar]").getAttribute("aria-valuenow")).toBe("50");
});

it("says so where no camera is connected, and where a window can have none", async () => {
  await show(new FakeDevices([], true));
  expect(document.body.textContent).toContain("No camera is connected");
  await show(null);
  expect(document.body.textContent).toContain("This window can use no camera");
});
