import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../src/base/json-fault.ts';

describe('jsonFault', () => {
  it.each(['{"a":[1,-2.5e+3,0,true,false,null,"\\u00e9\\n",{},[]],"b":{"c":"d"}}', ' "text" \r\n', '0'])(
    'finds none in %j',
    (text) => {
      expect(() => void JSON.parse(text)).not.toThrow();
      expect(jsonFault(text)).toBeUndefined();
    },
  );

  it.each([
    ['', 1, 1],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a": 1, b: 2}', 1, 10],
    ['{"a" 1}', 1, 6],
    ['[1, 2,]', 1, 7],
    ['[1 2]', 1, 4],
    ['[01]', 1, 3],
    ['[1.]', 1, 3],
    ['{"a":[1}', 1, 8],
    ['{"a": "cut', 1, 7],
    ['{"a":\r\n"b\tc"}', 2, 1],
    ['["\\x"]', 1, 2],
    ['{"a":1} {', 1, 9],
    ['{"a":1', 1, 7],
    ["{'a':1}", 1, 2],
    ['// a remark\n{}', 1, 1],
    ['nul', 1, 1],
  ])('finds the place in %j', (text, line, column) => {
    expect(() => void JSON.parse(text)).toThrow(SyntaxError);
    expect(jsonFault(text)).toEqual({ line, column });
  });
});
