// @vitest-environment jsdom
import fc from "fast-check";
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Sort, Table, type TableColumn } from "./Table.tsx";

interface Glove {
  readonly id: string;
  readonly rounds: number;
}

const COLUMNS: readonly TableColumn<Glove>[] = [
  { id: "name", words: "Name", width: "1fr", hideable: false, cell: (glove) => glove.id },
  { id: "rounds", words: "Rounds", width: 80, numeric: true, cell: (glove) => String(glove.rounds) },
];
const ROW_PX = 28;
const VIEW_PX = 600;
/** What the page would have made of every column. */
const DRAWN_PX = 200;

function gloves(count: number): Glove[] {
  return Array.from({ length: count }, (_, i) => ({ id: `g${i}`, rounds: i % 12 }));
}

let root: Root | null = null;
let selected: ReadonlySet<string> = new Set();
let sort: Sort = { column: "name", direction: "ascending" };

function Shown({ rows, hidden }: { readonly rows: readonly Glove[]; readonly hidden: readonly string[] }) {
  const [ids, setIds] = useState(selected);
  const [order, setOrder] = useState(sort);
  selected = ids;
  sort = order;
  return (
    <Table
      name="gloves"
      label="Gloves"
      columns={COLUMNS}
      hidden={hidden}
      rows={rows}
      sort={order}
      onSort={setOrder}
      selected={ids}
      onSelect={setIds}
      onOpen={() => {}}
      onMenu={() => {}}
      empty="none"
    />
  );
}

const NOTHING_HIDDEN: readonly string[] = [];

async function show(rows: readonly Glove[], hidden = NOTHING_HIDDEN) {
  root ??= createRoot(document.body.appendChild(document.createElement("div")));
  await act(async () => root!.render(<Shown rows={rows} hidden={hidden} />));
}

const grid = () => document.querySelector<HTMLElement>("[role=grid]")!;
const drawn = () => [...document.querySelectorAll<HTMLElement>("[data-row]")];
const heading = (words: string) =>
  [...document.querySelectorAll<HTMLElement>("[role=columnheader]")].find((each) => each.textContent === words)!;
const tracks = () => grid().style.getPropertyValue("--columns");

async function key(target: Element, name: string, more: KeyboardEventInit = {}) {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more }));
  });
}

async function scroll(topPx: number) {
  await act(async () => {
    grid().scrollTop = topPx;
    grid().dispatchEvent(new Event("scroll"));
  });
}

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  localStorage.clear();
  selected = new Set();
  sort = { column: "name", direction: "ascending" };
  // jsdom lays nothing out and scrolls nothing.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(VIEW_PX);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(DRAWN_PX);
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockImplementation(function (this: HTMLElement) {
    return ROW_PX + Number.parseFloat((this.children[1] as HTMLElement).style.height);
  });
  HTMLElement.prototype.scrollTo = function (this: HTMLElement, to?: ScrollToOptions | number) {
    this.scrollTop = (to as ScrollToOptions).top ?? 0;
    this.dispatchEvent(new Event("scroll"));
  };
});

afterEach(() => {
  act(() => root?.unmount());
  root = null;
  document.body.innerHTML = "";
});

describe("the rows in view", () => {
  it("are all drawn, and few others, wherever one scrolls", async () => {
    const rows = gloves(10_000);
    await show(rows);
    const top = fc.integer({ min: 0, max: rows.length * ROW_PX + ROW_PX - VIEW_PX });
    await fc.assert(
      fc.asyncProperty(top, async (topPx) => {
        await scroll(topPx);
        const places = drawn().map((row) => Number.parseFloat(row.style.top));
        // The header covers the first row's height.
        expect(Math.min(...places)).toBeLessThanOrEqual(topPx);
        expect(Math.max(...places) + 2 * ROW_PX).toBeGreaterThanOrEqual(topPx + VIEW_PX);
        expect(places.length).toBeLessThanOrEqual(Math.ceil(VIEW_PX / ROW_PX) + 18);
        expect(drawn().every((row) => row.style.top === `${Number(row.dataset.row!.slice(1)) * ROW_PX}px`)).toBe(true);
      }),
      { numRuns: 25 },
    );
    expect(grid().getAttribute("aria-rowcount")).toBe("10001");
  });

  it("hold the row that a key leads to as a whole, and do not move for one that they hold", async () => {
    await show(gloves(1000));
    const index = () => Number(grid().getAttribute("aria-activedescendant")!.split("g").at(-1));
    const keys = fc.constantFrom("ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End");
    await fc.assert(
      fc.asyncProperty(fc.array(keys, { minLength: 1, maxLength: 8 }), async (walk) => {
        for (const name of walk) {
          const before = grid().scrollTop;
          await key(grid(), name);
          const [start, end] = [index() * ROW_PX, (index() + 2) * ROW_PX];
          const top = grid().scrollTop;
          expect(start).toBeGreaterThanOrEqual(top);
          expect(end).toBeLessThanOrEqual(top + VIEW_PX);
          if (start >= before && end <= before + VIEW_PX) expect(top).toBe(before);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("make room for no rows at all", async () => {
    await show([]);
    expect(grid().textContent).toContain("none");
    expect(drawn()).toEqual([]);
  });
});

describe("a heading", () => {
  it("sorts by its column, upwards first and then the other way round", async () => {
    await show(gloves(3));
    const press = () => act(async () => heading("Rounds").querySelector("button")!.click());
    await press();
    expect(sort).toEqual({ column: "rounds", direction: "ascending" });
    expect(heading("Rounds").getAttribute("aria-sort")).toBe("ascending");
    expect(heading("Name").getAttribute("aria-sort")).toBe("none");
    await press();
    expect(sort).toEqual({ column: "rounds", direction: "descending" });
    await press();
    expect(sort).toEqual({ column: "rounds", direction: "ascending" });
  });

  it("widens its column with Shift and an arrow, and the width is remembered", async () => {
    await show(gloves(3));
    expect(tracks()).toBe("36px minmax(48px, 1fr) 80px");
    await key(heading("Name").querySelector("button")!, "ArrowRight", { shiftKey: true });
    expect(tracks()).toBe("36px 216px 80px");
    act(() => root!.unmount());
    root = null;
    await show(gloves(3));
    expect(tracks()).toBe("36px 216px 80px");
  });

  it("lets its edge be dragged, from the width that the page gave the column, to no less than can be read", async () => {
    await show(gloves(3));
    const edge = heading("Name").querySelector(":scope > [aria-hidden]")!;
    const mouse = (type: string, clientX: number) => new MouseEvent(type, { clientX, bubbles: true, cancelable: true });
    await act(async () => edge.dispatchEvent(mouse("mousedown", 500)));
    await act(async () => document.dispatchEvent(mouse("mousemove", 430)));
    await act(async () => document.dispatchEvent(mouse("mouseup", 430)));
    expect(tracks()).toBe("36px 130px 80px");
    await act(async () => edge.dispatchEvent(mouse("mousedown", 430)));
    await act(async () => document.dispatchEvent(mouse("mouseup", 0)));
    expect(tracks()).toBe("36px 40px 80px");
  });

  it("is gone for a hidden column, together with its cells, but one that is always shown stays", async () => {
    await show(gloves(3), ["rounds", "name"]);
    expect(heading("Rounds")).toBeUndefined();
    expect(drawn().map((row) => row.textContent)).toEqual(["g0", "g1", "g2"]);
    expect(tracks()).toBe("36px minmax(48px, 1fr)");
  });

  it("is not spoilt by widths that cannot be read", async () => {
    localStorage.setItem("ringside.columns.gloves", '{"name":"wide"');
    await show(gloves(3));
    expect(tracks()).toBe("36px minmax(48px, 1fr) 80px");
  });
});

describe("the tick above all rows", () => {
  const tick = () => document.querySelector<HTMLInputElement>("[role=columnheader] input")!;

  it("selects the rows that are shown, and none that is filtered out", async () => {
    selected = new Set(["g7"]);
    await show(gloves(3));
    expect(tick().indeterminate).toBe(true);
    await act(async () => tick().click());
    expect([...selected]).toEqual(["g0", "g1", "g2"]);
    expect(tick().checked).toBe(true);
    expect(drawn().every((row) => row.getAttribute("aria-selected") === "true")).toBe(true);
    await act(async () => tick().click());
    expect([...selected]).toEqual([]);
    expect(tick().indeterminate).toBe(false);
  });
});
