// What a test asserts, and how much each assertion demands.

export interface Assertion {
  /** Where it stands, counted from 1. */
  readonly number: number;
  readonly text: string;
  /** What is looked at: the argument of `expect`, the left side of a comparison. */
  readonly subject: string;
  readonly strength: number;
}

const assertion =
  /(?<![\w.$])(?:(?:await |return )?expect(?:\.(?:soft|poll|element))?\s*\(|assert(?:\.\w+)?\s*[!(.]|assert\s+\S|assert_\w+!?[\s(]|assert!|debug_assert|XCTAssert\w*\(|(?:Assert|Assertions)\.\w+\s*\(|t\.(?:is|deepEqual|truthy|falsy|true|false|throws\w*|like|assert|equal|same|ok|not\w*|Error|Errorf|Fatal|Fatalf|Fail|FailNow|strictEqual|deepStrictEqual)\s*\(|(?:require|assert)\.\w+\s*\(\s*t\b|cy\.\w+.*\.should\s*\()|\bself\.assert\w+\s*\(|\$this->assert\w+\s*\(|->assert\w+\s*\(|\.should(?:\s*\(|\.(?:be|equal|have|not|eql|contain)|\s+\w)|\bis_expected\b|\bassertThat\s*\(|\bassert(?:Equals|True|False|NotNull|Null|Throws|Same)\s*\(|\bmust_(?:equal|be|include|raise)\b|\bexpect\s*\{|\bself::assert\w+\(/;

/** What a line, free of comments, asserts; `null` when it asserts nothing. */
export function assertionOf(number: number, code: string): Assertion | null {
  const text = code.trim().slice(0, 2_000);
  if (!assertion.test(text)) return null;
  return { number, text, subject: subjectOf(text), strength: strengthOf(text) };
}

/** An assertion that holds whatever the program does. */
export function isTrivial(text: string): boolean {
  const same =
    /\bexpect\s*\(\s*([^()]{1,80}?)\s*\)\s*\.(?:to(?:Be|Equal|StrictEqual)|to\.(?:equal|be|eql))\s*\(\s*([^()]{1,80}?)\s*\)/.exec(
      text,
    );
  if (same !== null && same[1] === same[2]) return true;
  const equal =
    /\bassert(?:\.\w*[eE]qual\w*|Equals?|_eq!|Same)?\s*\(\s*([^(),]{1,80}?)\s*,\s*([^(),]{1,80}?)\s*\)/.exec(text);
  if (equal !== null && equal[1] === equal[2] && !/not/i.test(equal[0])) return true;
  return /\bassert(?:\.ok)?\s*\(\s*(?:true|1)\s*[,)]|\bassert\s+(?:True|1\s*==\s*1|1)\s*(?:,|$)|\bassertTrue\s*\(\s*[tT]rue\s*[,)]|\bassert!\s*\(\s*true\s*\)|\bassert\s+true\b|\bexpect\s*\(\s*true\s*\)\.(?:toBeTruthy|toBeDefined|to\.be\.(?:true|ok))|\bt\.(?:true|truthy|ok|pass)\s*\(\s*true\s*\)|\bassert_equal\s+(?:true,\s*true|1,\s*1)\b|\bassert\s*\(?[^=]{1,200}\bor\s+True\b|\|\|\s*true\s*\)\s*\.to/.test(
    text,
  );
}

function subjectOf(text: string): string {
  const found =
    /\bexpect(?:\.\w+)?\s*\(\s*(.{1,200}?)\)\s*\.(?:not\b|resolves\b|rejects\b|to\b|to[A-Z]|should\b|with)/.exec(
      text,
    )?.[1] ??
    /\b(?:self\.|this->|::)?assert\w*(?:\.\w+)?!?\s*\(\s*(?:t\s*,\s*)?([^,()]{1,100}(?:\([^()]{0,80}\))?)/.exec(
      text,
    )?.[1] ??
    /^assert\s+(?:not\s+)?([\w.[\]'"()]{1,120})/.exec(text)?.[1] ??
    /^(.{1,120}?)\.should\b/.exec(text)?.[1];
  return (found ?? '').replaceAll(/\s+/g, '').replace(/^await/, '');
}

/** From 0, which always holds, to 6, which allows one value only. The steps only order; their distance says nothing. */
function strengthOf(text: string): number {
  if (isTrivial(text)) return 0;
  const found = strengths.find(([pattern]) => pattern.test(text));
  return found?.[1] ?? 4;
}

const strengths: readonly (readonly [pattern: RegExp, strength: number])[] = [
  [/\btoStrictEqual\s*\(|\b(?:deepStrictEqual|strictEqual|strictDeepEqual)\s*\(|\bassertSame\s*\(/, 6],
  [
    /\.not\.(?:toBe(?:Null|Undefined|Empty|NaN|Falsy)?|toEqual|toThrow\w*|toHaveCount|toHaveLength|toContain\w*|toHaveText)\s*\(|\.to\.not\.|\bassert\w*[nN]ot\w*\s*[(!]|\bassert .* is not None|\bassert .* != |\.not\.toBeNull|\bnot_to\b/,
    2,
  ],
  [/\bexpect\.(?:any|anything)\s*\(|\bmock\.ANY\b/, 2],
  [
    /\.(?:toBeTruthy|toBeDefined|toBeFalsy|toBeAttached)\s*\(|\.to\.(?:exist|be\.ok)\b|\bassert(?:\.ok)?\s*\([^,=<>]{1,200}\)|\bself\.assert(?:True|IsNotNone|False)\s*\(|\bassert(?:True|NotNull|IsNotNull)\s*\(|\bassert!\s*\([^=<>]{1,200}\)|\bassert_not_nil\b|\bbe_truthy\b|\bassert\s+[^=<>!]{1,300}$/,
    1,
  ],
  [
    /\.(?:toBeGreaterThan\w*|toBeLessThan\w*|toBeInstanceOf|toBeCloseTo)\s*\(|\.to\.be\.(?:above|below|at|within|an?)\b|\bassert(?:Greater|Less|IsInstance|AlmostEqual)\w*\s*\(|\bassert .{1,200}(?:>=|<=|>|<)|\b(?:be_a|be_an|be_within|be >|be <)\b|\bisinstance\(/,
    3,
  ],
  [
    /\.(?:toContain\w*|toMatch\w*|toHaveProperty|toThrow\s*\(\s*\)|toContainText|toContainEqual|toBeVisible)\s*\(?|\.to\.(?:include|contain|match)\b|\bassert(?:In|Regex|Contains|Match|_includes|_match)\w*\s*[( ]|\.(?:includes|startsWith|endsWith|contains)\s*\(|\bassert .{1,200} in |\binclude\(/,
    3,
  ],
  [/\b(?:equal|deepEqual)\s*\(|\.(?:toEqual|toHaveBeenCalled)\s*\(|\bassertEquals?\s*\(/, 5],
  [/\.(?:toHaveBeenCalledWith|toHaveBeenCalledTimes|toHaveBeenNthCalledWith|toThrow\s*\(\s*[^)\s])/, 6],
  [
    /\.toBe\s*\(|\.toHave(?:Count|Text|Length|Value|URL|Title|Attribute|Class|CSS)\s*\(|\bassert(?:Equal|_eq!|_equal)|\bassert .{1,300}==|\bassert_eq!|\bassert_equal\b|\beq\(|\.to\.(?:equal|eql|deep)/,
    5,
  ],
];
