import { agreement, labelByKeys, punchesOf, recordSession } from "./expert.ts";
import { countInput, openCapture, testOn } from "./prepared.ts";
import { expect } from "./studio.ts";

const test = testOn(recordSession);

test("an expert labels a session of 100 punches from its proposals with little more than a key for each", async ({
  page,
  studio,
  prepared,
}) => {
  const { project, made } = prepared;
  expect(punchesOf(made).length).toBeGreaterThanOrEqual(100);
  await openCapture(page, made.captureId);
  const counted = await countInput(page);
  const done = await labelByKeys(page, made);
  const { keys, clicks } = await counted();
  await page.screenshot({ path: test.info().outputPath("labelled.png") });
  await page.close();
  await studio.stop();
  const reached = await agreement(project, made);
  test.info().annotations.push({ type: "reached", description: JSON.stringify({ keys, ...done, ...reached }) });
  expect(clicks).toBe(0);
  expect(keys / reached.punches).toBeLessThanOrEqual(1.3);
  expect(reached.f1).toBeGreaterThan(0.98);
});
