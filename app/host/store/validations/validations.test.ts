import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { newValidation } from "../../validation/testing/madeValidation.ts";
import type { StoreChange } from "../api.ts";
import { openProjectStore } from "../open.ts";
import { connect } from "../sqlite.ts";
import { inProjectFolder } from "../testing/fixtures.ts";

test("a project keeps validations whole, and lists them without their captures, the newest first", () =>
  inProjectFolder(async (folder) => {
    const [first, second] = [newValidation(), newValidation({ modelNames: ["Detector", "Boxing"] })];
    let store = await openProjectStore(folder, { create: true });
    const told: StoreChange["event"][] = [];
    store.onChange(({ event }) => told.push(event));
    await store.addValidation(first);
    await store.addValidation(second);
    expect(told).toEqual(["validations", "validations"]);
    await store.close();

    store = await openProjectStore(folder);
    const { captures: _, ...head } = first;
    const list = await store.validations();
    expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(list[1]).toEqual(head);
    expect(await store.validation(first.id)).toEqual(first);
    await expect(store.validation(randomUUID())).rejects.toMatchObject({ problem: { code: "validation.notFound" } });
    await store.close();
  }));

test("removing one is an edit that can be taken back", () =>
  inProjectFolder(async (folder) => {
    const store = await openProjectStore(folder, { create: true });
    const kept = newValidation();
    await store.addValidation(kept);
    await store.removeValidation(kept.id);
    expect(await store.validations()).toEqual([]);
    expect(await store.undo(null)).toEqual({ code: "validationRemove", detail: { name: "Boxing" } });
    expect(await store.validations()).toMatchObject([{ id: kept.id }]);
    await store.close();
  }));

test("one that is damaged on disk is told as such", () =>
  inProjectFolder(async (folder) => {
    const kept = newValidation();
    const store = await openProjectStore(folder, { create: true });
    await store.addValidation(kept);
    await store.close();
    const db = connect(`${folder}/project.sqlite`, { readOnly: false, timeoutMs: 1000 });
    db.exec("UPDATE validation SET captures = x'00112233'");
    db.close();
    const again = await openProjectStore(folder);
    await expect(again.validation(kept.id)).rejects.toMatchObject({ problem: { code: "project.damaged" } });
    await again.close();
  }));
