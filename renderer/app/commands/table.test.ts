import { describe, expect, it } from "vitest";
import { EVERYWHERE } from "./command.ts";
import { mayAct, nameOf } from "./keys.ts";
import { commandsNow, commands as fixed, ownerOf } from "./table.ts";

const commands = commandsNow();

describe("the command table", () => {
  it("names every command once", () => {
    const ids = commands.map((command) => command.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(EVERYWHERE)("gives no key to two commands at %s", (place) => {
    const owners = new Map<string, string>();
    for (const command of commands.filter((each) => each.places.includes(place))) {
      for (const key of command.keys) {
        expect(owners.get(key), `${key} of ${command.id}`).toBeUndefined();
        owners.set(key, command.id);
      }
    }
  });

  it("has the labels of the scheme among them, whose keys nothing else has", () => {
    const own = commands.filter((command) => !fixed.includes(command));
    expect(own.map(({ id }) => id)).toContain("label.give.Jab");
    expect(own.flatMap(({ keys }) => keys).filter((key) => ownerOf(key) !== undefined)).toEqual([]);
    expect(ownerOf("S")?.id).toBe("label.split");
  });

  it("leaves Alt and the arrows with Alt to the browser", () => {
    expect(commands.flatMap((command) => command.keys).filter((key) => key.includes("Alt"))).toEqual([]);
  });

  it("writes keys as a key press is named, so that every one of them can be pressed", () => {
    for (const key of commands.flatMap((command) => command.keys)) {
      const parts = key.split("+");
      const last = parts.at(-1) || "+";
      const press = {
        key: last === "Space" ? " " : last,
        ctrlKey: parts.includes("Ctrl"),
        shiftKey: parts.includes("Shift") || last === "?",
        metaKey: false,
        altKey: false,
      };
      expect(nameOf(press)).toBe(key);
    }
  });
});

describe("a key press", () => {
  const press = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

  it("is the same letter with and without Caps Lock", () => {
    expect(nameOf({ ...press, key: "r" })).toBe("R");
    expect(nameOf({ ...press, key: "R" })).toBe("R");
  });

  it("tells Shift for letters and named keys, not for signs that need it anyway", () => {
    expect(nameOf({ ...press, key: "F", shiftKey: true })).toBe("Shift+F");
    expect(nameOf({ ...press, key: "ArrowLeft", shiftKey: true })).toBe("Shift+ArrowLeft");
    expect(nameOf({ ...press, key: "?", shiftKey: true })).toBe("?");
  });

  it("takes the command key of a Mac for Ctrl", () => {
    expect(nameOf({ ...press, key: "z", metaKey: true, shiftKey: true })).toBe("Ctrl+Shift+Z");
  });

  it("anywhere but in a text field may be a command", () => {
    expect(mayAct("R", null)).toBe(true);
  });
});
