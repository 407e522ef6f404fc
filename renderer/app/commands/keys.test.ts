// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from "vitest";
import type { App } from "../app.ts";
import { createApp } from "../app.ts";
import { FakeStudio } from "../studio/fakeStudio.ts";
import type { Command } from "./command.ts";
import { listenForKeys } from "./keys.ts";

const run = vi.fn();
const command = (id: string, keys: string[], places: Command["places"] = ["capture"]): Command => ({
  id,
  words: "command.app.help",
  section: "command.section.app",
  keys,
  places,
  run: () => run(id),
});

let stop = () => {};
function studio(commands: Command[]): App {
  const app = createApp(new FakeStudio(), window);
  app.shell.go({ at: "capture" });
  stop = listenForKeys(app, () => commands, window);
  return app;
}

function press(key: string, on: Element = document.body, more: KeyboardEventInit = {}) {
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
}

function put(html: string): Element {
  document.body.innerHTML = html;
  return document.body.querySelector("[data-focus]") ?? document.body.firstElementChild!;
}

afterEach(() => {
  stop();
  run.mockClear();
  document.body.innerHTML = "";
});

describe("keys", () => {
  it("run the command of the place where the user is", () => {
    const app = studio([command("here", ["R"]), command("there", ["R"], ["captures"])]);
    press("r");
    app.shell.go({ at: "captures" });
    press("r");
    expect(run.mock.calls.flat()).toEqual(["here", "there"]);
  });

  it("with Ctrl and Enter go before a focused control that takes Enter for itself", () => {
    studio([command("go", ["Ctrl+Enter"])]);
    const button = put("<button>Chip</button>");
    button.addEventListener("keydown", (event) => event.stopPropagation());
    press("Enter", button, { ctrlKey: true });
    press("Enter", button);
    expect(run.mock.calls.flat()).toEqual(["go"]);
  });

  it("stay letters while a text field has the focus, but Ctrl and F-keys go through", () => {
    studio([
      command("letter", ["R"]),
      command("palette", ["Ctrl+K"]),
      command("rename", ["F2"]),
      command("undo", ["Ctrl+Z"]),
    ]);
    const input = put("<input />");
    press("r", input);
    press("z", input, { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
    press("k", input, { ctrlKey: true });
    press("F2", input);
    expect(run.mock.calls.flat()).toEqual(["palette", "rename"]);
  });

  it("belong to a dialog or a menu while it is open", () => {
    studio([command("undo", ["Ctrl+Z"])]);
    press("z", put('<div role="dialog"><button data-focus></button></div>'), { ctrlKey: true });
    press("z", put('<div role="menu"><div data-focus></div></div>'), { ctrlKey: true });
    expect(run).not.toHaveBeenCalled();
  });

  it("leave Enter to a button that has the focus", () => {
    studio([command("keep", ["Enter"])]);
    press("Enter", put("<button></button>"));
    expect(run).not.toHaveBeenCalled();
    press("Enter");
    expect(run).toHaveBeenCalledWith("keep");
  });

  it("do nothing twice while they are held down", () => {
    studio([command("record", ["R"])]);
    press("r");
    press("r", document.body, { repeat: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("tell a command when its key is let go, whoever has the focus by then, and when the window loses the keys", () => {
    const release = vi.fn();
    studio([{ ...command("grow", ["1"]), release }]);
    press("1", document.body, { code: "Digit1" });
    press("1", document.body, { code: "Digit1", repeat: true });
    expect(release).not.toHaveBeenCalled();
    put("<input />").dispatchEvent(new KeyboardEvent("keyup", { key: "!", code: "Digit1", bubbles: true }));
    expect(release).toHaveBeenCalledTimes(1);
    press("1", document.body, { code: "Digit1" });
    window.dispatchEvent(new Event("blur"));
    window.dispatchEvent(new KeyboardEvent("keyup", { key: "1", code: "Digit1" }));
    expect(release).toHaveBeenCalledTimes(2);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it("walk from control to control with Tab; only without one of them is it free", () => {
    studio([command("next", ["Tab"])]);
    press("Tab", put("<button></button>"));
    expect(run).not.toHaveBeenCalled();
    press("Tab");
    expect(run).toHaveBeenCalledTimes(1);
  });
});
