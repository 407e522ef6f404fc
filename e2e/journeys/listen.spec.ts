import type { Page } from "@playwright/test";
import type { CallName, Input } from "#contract/contract.ts";
import { SAME_PUNCH } from "#domain/matching.ts";
import { openProjectStore } from "#host/store/open.ts";
import { axisModel } from "#host/validation/testing/axisModel.ts";
import { testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

/** A model for the simulated gloves as they are at first: 119 Hz, 16 g, 2000 dps. */
const MODEL = axisModel({ name: "Axes", needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 } });
const SECOND = axisModel({
  name: "Second",
  classNames: ["Cross", "Uppercut"],
  needs: { rateHz: 119, accelRange_g: 16, gyroRange_dps: 2000 },
});

const test = testOn(async (project) => {
  const store = await openProjectStore(project, { create: true });
  await store.addModel(MODEL);
  await store.addModel(SECOND);
  await store.close();
});

/** Lets a test ask the host over the page's own socket, as the page does. */
async function askOverPage(page: Page): Promise<<K extends CallName>(call: K, input: Input<K>) => Promise<unknown>> {
  await page.addInitScript(() => {
    const Real = WebSocket;
    globalThis.WebSocket = class extends Real {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        (globalThis as { socket?: WebSocket }).socket = this;
      }
    };
  });
  await page.reload();
  let id = 1_000_000;
  return (call, input) =>
    page.evaluate(
      (asked) =>
        new Promise((resolve) => {
          const { socket } = globalThis as unknown as { socket: WebSocket };
          socket.addEventListener("message", function hear({ data }) {
            const answer = typeof data === "string" ? JSON.parse(data) : null;
            if (answer?.id !== asked.id) return;
            socket.removeEventListener("message", hear);
            resolve(answer.output);
          });
          socket.send(JSON.stringify(asked));
        }),
      { id: id++, call, input },
    );
}

interface KeptTrack {
  readonly kind: string;
  readonly name: string;
  readonly segments: readonly { label: string; hand: string; startUs: number; endUs: number; confidence: number }[];
}

const bare = (track: KeptTrack | undefined) =>
  track?.segments.map(({ label, hand, startUs, endUs, confidence }) => ({ label, hand, startUs, endUs, confidence }));

test("a model listens to the gloves, its classes run over the picture, and what it found is kept as validation finds it", async ({
  page,
}, info) => {
  const ask = await askOverPage(page);
  await page.keyboard.press("Control+1");
  await page.getByRole("button", { name: "Connect the simulated glove" }).first().click();
  const pictures = page.locator(".ringside-plot.live");
  await expect(pictures.first()).toBeVisible();
  const modelIds = [MODEL.model.id, SECOND.model.id];
  expect(await ask("listening.set", { modelIds, keep: "predictions" })).toMatchObject({ ok: true });

  const heads = page.locator(".findingHead");
  await expect.poll(() => heads.count(), { timeout: 60_000 }).toBeGreaterThan(5);
  await expect(heads.first()).toHaveText(/^[A-Z?]\s*\S+ .*\d+ % · \d+ ms$/);
  // Both models say something about the same segment, each on its own line.
  const tops = await heads.evaluateAll((all) => all.map((one) => (one as HTMLElement).style.top));
  expect(new Set(tops).size).toBe(2);
  await page.screenshot({ path: info.outputPath("listening-dark.png") });

  expect(await ask("recording.start", undefined)).toMatchObject({ ok: true });
  await page.waitForTimeout(12_000);
  expect(await ask("recording.stop", undefined)).toMatchObject({ ok: true });
  const [capture] = (await ask("capture.list", { deleted: false })) as { id: string }[];
  const captureId = capture!.id;
  const kept = (await ask("label.tracks", { captureId })) as { value: KeptTrack[] };
  const live = kept.value.find(({ name }) => name === "Live: Axes");
  expect(live!.kind).toBe("prediction");
  expect(live!.segments.length).toBeGreaterThan(2);
  expect(kept.value.map(({ name }) => name)).toContain("Live: Second");

  const validated = await ask("validation.run", {
    modelIds: [MODEL.model.id],
    captureIds: [captureId],
    rule: SAME_PUNCH,
    fullyAnnotated: false,
    truthTrack: null,
    jobId: crypto.randomUUID(),
  });
  expect(validated).toMatchObject({ ok: true });
  const after = (await ask("label.tracks", { captureId })) as { value: KeptTrack[] };
  expect(bare(live)).toEqual(bare(after.value.find(({ name }) => name === "Axes")));

  await page.keyboard.press("Control+k");
  await page.keyboard.type("light");
  await page.keyboard.press("Enter");
  await page.setViewportSize({ width: 1000, height: 700 });
  await expect.poll(() => heads.count(), { timeout: 60_000 }).toBeGreaterThan(5);
  await page.screenshot({ path: info.outputPath("listening-light.png") });
});
