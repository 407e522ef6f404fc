import fc from "fast-check";
import { expect, it } from "vitest";
import { AgreementCount, type CountedAnswer } from "./agreementCount.ts";

const answer = (beginIndex: number, classNumber = 1, length = 50): CountedAnswer => ({
  beginIndex,
  endIndex: beginIndex + length,
  classNumber,
});
const countsOf = ({ agreed, differed, gloveOnly, studioOnly }: AgreementCount) => [
  agreed,
  differed,
  gloveOnly,
  studioOnly,
];

it("tells the same class, another class and what only one side found, whoever speaks first", () => {
  const count = new AgreementCount(100);
  count.add("glove", answer(0));
  count.add("studio", answer(0));
  count.add("studio", answer(200, 2));
  count.add("glove", answer(200, 1));
  count.add("glove", answer(400));
  // Not the same segment: one sample longer.
  count.add("studio", answer(400, 1, 51));
  expect(countsOf(count)).toEqual([1, 1, 0, 0]);
  count.reached(549);
  expect(countsOf(count)).toEqual([1, 1, 0, 0]);
  count.reached(551);
  expect(countsOf(count)).toEqual([1, 1, 1, 1]);
});

it("does not count what lies where samples were lost", () => {
  const count = new AgreementCount(100);
  count.add("glove", answer(0));
  count.leaveOutBefore(300);
  count.add("studio", answer(0));
  count.add("studio", answer(299));
  count.add("glove", answer(300));
  count.add("studio", answer(300));
  count.reached(10_000);
  expect(countsOf(count)).toEqual([1, 0, 0, 0]);
});

it("every answer is counted once, whatever the order", () => {
  const said = fc.uniqueArray(
    fc.record({ at: fc.nat(50), glove: fc.option(fc.nat(3)), studio: fc.option(fc.nat(3)) }),
    {
      selector: ({ at }) => at,
      maxLength: 20,
    },
  );
  fc.assert(
    fc.property(said, fc.boolean(), (all, gloveFirst) => {
      const count = new AgreementCount(10);
      const tell = (side: "glove" | "studio") => {
        for (const { at, [side]: said } of all) if (said !== null) count.add(side, answer(at * 100, said));
      };
      for (const side of gloveFirst ? (["glove", "studio"] as const) : (["studio", "glove"] as const)) tell(side);
      count.reached(100_000);
      const both = all.filter(({ glove, studio }) => glove !== null && studio !== null);
      expect(countsOf(count)).toEqual([
        both.filter(({ glove, studio }) => glove === studio).length,
        both.filter(({ glove, studio }) => glove !== studio).length,
        all.filter(({ glove, studio }) => glove !== null && studio === null).length,
        all.filter(({ glove, studio }) => glove === null && studio !== null).length,
      ]);
    }),
  );
});
