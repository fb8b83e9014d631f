import { expect, test } from "vitest";
import { type Separator, splitLine } from "../../../src/simulate/calibrate/split-line.ts";

test.for<readonly [line: string, separator: Separator, fields: readonly (readonly [text: string, column: number])[] | undefined]>(
  [
    [
      'a, "b"',
      ",",
      [
        ["a", 1],
        ["b", 4],
      ],
    ],
    [
      ' "a" , "b, ""c""" ',
      ",",
      [
        ["a", 2],
        ['b, "c"', 8],
      ],
    ],
    [
      '\t"a;b";c ',
      ";",
      [
        ["a;b", 2],
        ["c", 8],
      ],
    ],
    [
      '\t"a"\t',
      "\t",
      [
        ["", 1],
        ["a", 2],
        ["", 6],
      ],
    ],
    ['a "b"', ",", [['a "b"', 1]]],
    [
      "a,  ",
      ",",
      [
        ["a", 1],
        ["", 3],
      ],
    ],
    ["", ",", [["", 1]]],
    ['a, "b', ",", undefined],
    ['a, "b" c', ",", undefined],
  ],
)("%j by %j has the fields %j", ([line, separator, fields]) => {
  expect(splitLine(line, separator)?.map(({ text, column }) => [text, column])).toEqual(fields);
});
