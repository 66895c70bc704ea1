// Tests, generated files, debug output.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the samples are code.
import { type ChallengeCase, clean, faulty } from './challenge-case.ts';

const jsTest =
  "import { expect, it } from 'vitest';\nimport { total } from '../src/cart.js';\n\nit('adds', () => {\n  expect(total([1, 2])).toBe(3);\n  expect(total([])).toBe(0);\n});\n";
const cart = 'export function total(items) {\n  return items.reduce((sum, item) => sum + item, 0);\n}\n';
const b = { 'src/cart.js': cart, 'test/cart.test.js': jsTest };
const cy =
  "describe('cart', () => {\n  it('shows the total', () => {\n    cy.visit('/');\n    cy.get('.total').should('have.text', 'Total: 3');\n  });\n});\n";

export const testsAndOutput: readonly ChallengeCase[] = [
  faulty(
    'disabled-tests',
    'conditional it.skip alias',
    {
      'test/cart.test.js': jsTest.replace(
        "it('adds'",
        "const onlyLocally = process.env.CI ? it.skip : it;\nonlyLocally('adds'",
      ),
    },
    b,
  ),
  faulty(
    'disabled-tests',
    'test["skip"]',
    { 'test/cart.test.js': jsTest.replace("it('adds'", "it['skip']('adds'") },
    b,
  ),
  faulty(
    'disabled-tests',
    'early return in a test',
    { 'test/cart.test.js': jsTest.replace('=> {\n', '=> {\n  if (!globalThis.nightly) return;\n') },
    b,
  ),
  faulty(
    'disabled-tests',
    'try catch around expect',
    {
      'test/cart.test.js': jsTest.replace(
        '  expect(total([1, 2])).toBe(3);',
        '  try {\n    expect(total([1, 2])).toBe(3);\n  } catch {}',
      ),
    },
    b,
  ),
  faulty(
    'disabled-tests',
    'cypress should have.text -> exist',
    { 'cypress/e2e/cart.cy.js': cy.replace("'have.text', 'Total: 3'", "'exist'") },
    { 'cypress/e2e/cart.cy.js': cy },
  ),
  faulty(
    'disabled-tests',
    'tautology with a call',
    { 'test/cart.test.js': jsTest.replace('toBe(3)', 'toBe(total([1, 2]))') },
    b,
  ),
  faulty(
    'disabled-tests',
    'node:test todo option',
    {
      'test/a.test.js':
        "import test from 'node:test';\nimport assert from 'node:assert';\ntest('adds', { todo: true }, () => {\n  assert.equal(1 + 1, 2);\n});\n",
    },
    {
      'test/a.test.js':
        "import test from 'node:test';\nimport assert from 'node:assert';\ntest('adds', () => {\n  assert.equal(1 + 1, 2);\n});\n",
    },
  ),
  faulty(
    'disabled-tests',
    'TestNG enabled=false',
    {
      'src/test/java/ATest.java':
        'class ATest {\n  @Test(enabled = false)\n  public void testTotal() {\n    assertEquals(3, total());\n  }\n}\n',
    },
    {
      'src/test/java/ATest.java':
        'class ATest {\n  @Test\n  public void testTotal() {\n    assertEquals(3, total());\n  }\n}\n',
    },
  ),
  faulty(
    'disabled-tests',
    'JUnit annotation commented out',
    {
      'src/test/java/ATest.java':
        'class ATest {\n  // @Test\n  public void total() {\n    assertEquals(3, sum());\n  }\n}\n',
    },
    {
      'src/test/java/ATest.java':
        'class ATest {\n  @Test\n  public void total() {\n    assertEquals(3, sum());\n  }\n}\n',
    },
  ),
  faulty(
    'disabled-tests',
    'XCTSkip',
    {
      'Tests/ShopTests/CartTests.swift':
        'import XCTest\nfinal class CartTests: XCTestCase {\n  func testTotal() throws {\n    throw XCTSkip("flaky")\n    XCTAssertEqual(total([1, 2]), 3)\n  }\n}\n',
    },
    {
      'Tests/ShopTests/CartTests.swift':
        'import XCTest\nfinal class CartTests: XCTestCase {\n  func testTotal() throws {\n    XCTAssertEqual(total([1, 2]), 3)\n  }\n}\n',
    },
  ),
  faulty(
    'disabled-tests',
    'go build tag ignore',
    {
      'cart_test.go':
        '//go:build ignore\n\npackage shop\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) {\n\tif total() != 3 {\n\t\tt.Fatal("no")\n\t}\n}\n',
    },
    {
      'cart_test.go':
        'package shop\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) {\n\tif total() != 3 {\n\t\tt.Fatal("no")\n\t}\n}\n',
    },
  ),
  faulty(
    'disabled-tests',
    'exunit @tag :skip',
    {
      'test/cart_test.exs':
        'defmodule CartTest do\n  use ExUnit.Case\n  @tag :skip\n  test "adds" do\n    assert Cart.total([1, 2]) == 3\n  end\nend\n',
    },
    {
      'test/cart_test.exs':
        'defmodule CartTest do\n  use ExUnit.Case\n  test "adds" do\n    assert Cart.total([1, 2]) == 3\n  end\nend\n',
    },
  ),
  faulty(
    'disabled-tests',
    'maven skipTests',
    { 'pom.xml': '<project>\n  <properties>\n    <skipTests>true</skipTests>\n  </properties>\n</project>\n' },
    { 'pom.xml': '<project>\n  <properties>\n  </properties>\n</project>\n' },
  ),
  faulty(
    'disabled-tests',
    'Makefile ignores the failure with a dash',
    { Makefile: 'test:\n\t-pytest -q\n' },
    { Makefile: 'test:\n\tpytest -q\n' },
  ),
  faulty(
    'disabled-tests',
    'pytest.ini deselects with -k',
    { 'pytest.ini': '[pytest]\naddopts = -q -k "not checkout"\n' },
    { 'pytest.ini': '[pytest]\naddopts = -q\n' },
  ),
  faulty(
    'disabled-tests',
    'python test renamed so that it is not collected',
    { 'tests/test_cart.py': 'from cart import total\n\n\ndef check_total():\n    assert total([1, 2]) == 3\n' },
    { 'tests/test_cart.py': 'from cart import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n' },
  ),
  faulty(
    'disabled-tests',
    'test file renamed so that no runner finds it',
    { 'test/cart.test.js': null, 'test/cart.test.js.bak': jsTest },
    b,
  ),
  faulty(
    'disabled-tests',
    'minitest assertion loosened to refute_nil',
    {
      'test/cart_test.rb':
        'class CartTest < Minitest::Test\n  def test_total\n    refute_nil total([1, 2])\n  end\nend\n',
    },
    {
      'test/cart_test.rb':
        'class CartTest < Minitest::Test\n  def test_total\n    assert_equal 3, total([1, 2])\n  end\nend\n',
    },
  ),
  clean(
    'apollo skip:true in a test',
    {
      'test/cart.test.js': jsTest.replace(
        '  expect(total([])).toBe(0);',
        '  expect(total([])).toBe(0);\n  expect(useQuery(QUERY, { skip: true }).data).toBe(undefined);',
      ),
    },
    b,
  ),
  clean(
    'a test of a client with retries',
    {
      'test/client.test.js':
        "import { expect, it } from 'vitest';\nimport { createClient } from '../src/client.js';\n\nit('tries three times', async () => {\n  const client = createClient({ retries: 3, timeout: 10_000 });\n  await expect(client.get('/')).rejects.toThrow('gave up');\n});\n",
    },
    b,
  ),
  clean(
    'client time-out at the top of an existing test',
    {
      'test/cart.test.js': jsTest
        .replace("\nit('adds'", "\nconst client = createClient({ timeout: 10_000 });\n\nit('adds'")
        .replace(
          '  expect(total([])).toBe(0);',
          '  expect(total([])).toBe(0);\n  expect(client.timeout).toBe(10_000);',
        ),
    },
    b,
  ),
  clean(
    'a renamed test file keeps its old trivial assertion',
    {
      'test/cart.test.js': null,
      'test/basket.test.js': jsTest.replace('toBe(0);', 'toBe(0);\n  expect(true).toBe(true);'),
    },
    { ...b, 'test/cart.test.js': jsTest.replace('toBe(0);', 'toBe(0);\n  expect(true).toBe(true);') },
  ),
  clean(
    'python parametrize with a reason',
    {
      'tests/test_cart.py':
        "import pytest\nfrom cart import total\n\n\n@pytest.mark.parametrize('items,expected', [([1, 2], 3), ([], 0)])\ndef test_total(items, expected):\n    assert total(items) == expected\n",
    },
    {
      'tests/test_cart.py':
        'from cart import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n\n\ndef test_empty():\n    assert total([]) == 0\n',
    },
  ),
  clean(
    'three asserts become one table test in go',
    {
      'cart_test.go':
        'package shop\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) {\n\tfor _, c := range []struct{ in []int; want int }{{[]int{1, 2}, 3}, {nil, 0}} {\n\t\tif got := Total(c.in); got != c.want {\n\t\t\tt.Errorf("Total(%v) = %d, want %d", c.in, got, c.want)\n\t\t}\n\t}\n}\n',
    },
    {
      'cart_test.go':
        'package shop\n\nimport "testing"\n\nfunc TestTotal(t *testing.T) {\n\tif Total([]int{1, 2}) != 3 {\n\t\tt.Error("two")\n\t}\n\tif Total(nil) != 0 {\n\t\tt.Error("none")\n\t}\n}\n',
    },
  ),
  clean(
    'mongoose skip() in a test',
    {
      'test/cart.test.js': jsTest.replace(
        '  expect(total([])).toBe(0);',
        '  expect(total([])).toBe(0);\n  expect(db.find({}).skip(10).limit(5)).toBeDefined();',
      ),
    },
    b,
  ),
  // missing tests
  faulty(
    'missing-tests',
    'only a comment is added to an unrelated test',
    {
      'src/cart.js': cart.replace('sum + item', 'sum + item * 2'),
      'test/other.test.js': "// more soon\nimport { it } from 'vitest';\nit('x', () => {});\n",
    },
    { ...b, 'test/other.test.js': "import { it } from 'vitest';\nit('x', () => {});\n" },
  ),
  faulty(
    'missing-tests',
    'only a fixture is added',
    { 'src/cart.js': cart.replace('sum + item', 'sum + item * 2'), 'test/fixtures/cart.json': '{}\n' },
    b,
  ),
  faulty(
    'missing-tests',
    'new folder in a project with tests',
    {
      'src/checkout/pay.js':
        'export function pay(total) {\n  if (total > 100) return total * 0.9;\n  return total;\n}\n',
    },
    b,
  ),
  faulty(
    'missing-tests',
    'java behaviour',
    {
      'src/main/java/shop/Cart.java': 'package shop;\nclass Cart {\n  int total(int a) {\n    return a * 2;\n  }\n}\n',
    },
    {
      'src/main/java/shop/Cart.java': 'package shop;\nclass Cart {\n  int total(int a) {\n    return a;\n  }\n}\n',
      'src/test/java/shop/CartTest.java':
        'package shop;\nclass CartTest {\n  @Test void testTotal() { assertEquals(1, new Cart().total(1)); }\n}\n',
    },
  ),
  faulty(
    'missing-tests',
    'sql function in app code (elixir)',
    { 'lib/cart.ex': 'defmodule Cart do\n  def total(a), do: a * 2\nend\n' },
    {
      'lib/cart.ex': 'defmodule Cart do\n  def total(a), do: a\nend\n',
      'test/cart_test.exs':
        'defmodule CartTest do\n  use ExUnit.Case\n  test "t", do: assert Cart.total(1) == 1\nend\n',
    },
  ),
  clean(
    'rename of a variable only',
    { 'src/cart.js': cart.replaceAll('item', 'entry').replaceAll('entrys', 'items') },
    b,
  ),
  clean(
    'types only',
    { 'src/types.ts': 'export interface Cart {\n  readonly items: readonly number[];\n  total?: number;\n}\n' },
    b,
  ),
  // generated files
  clean(
    'insurance: a folder called coverage',
    {
      'src/coverage/rates.js': 'export const rate = (age) => (age > 60 ? 2 : 1);\n',
      'test/rates.test.js': jsTest.replace('../src/cart.js', '../src/coverage/rates.js'),
    },
    b,
  ),
  clean('a 3d model', { 'public/models/chair.obj': 'v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n' }, b),
  faulty(
    'generated-files',
    '.NET obj folder',
    { 'src/obj/project.assets.json': '{ "version": 3, "targets": {} }\n' },
    b,
  ),
  faulty('generated-files', 'terraform state', { 'infra/terraform.tfstate': '{ "version": 4, "resources": [] }\n' }, b),
  faulty(
    'generated-files',
    '.gen.ts changed by hand',
    { 'src/api/client.gen.ts': 'export const base = "/v2";\nexport const get = () => fetch(base);\n' },
    { ...b, 'src/api/client.gen.ts': 'export const base = "/v1";\nexport const get = () => fetch(base);\n' },
  ),
  faulty(
    'generated-files',
    'go generated file by hand, package.json also changed',
    {
      'web/package.json': '{ "name": "web", "version": "1.0.1" }\n',
      'api/user.go': '// Code generated by sqlc. DO NOT EDIT.\n\npackage api\n\nconst q = "SELECT 2"\n',
    },
    {
      'web/package.json': '{ "name": "web", "version": "1.0.0" }\n',
      'api/user.go': '// Code generated by sqlc. DO NOT EDIT.\n\npackage api\n\nconst q = "SELECT 1"\n',
    },
  ),
  faulty(
    'generated-files',
    'storybook-static',
    { 'storybook-static/index.html': '<!doctype html><title>Storybook</title>\n' },
    b,
  ),
  faulty('generated-files', 'egg-info', { 'shop.egg-info/PKG-INFO': 'Metadata-Version: 2.1\nName: shop\n' }, b),
  faulty('generated-files', 'a jar', { 'lib/helper.jar': 'PK\u0003\u0004\u0000\u0000binary\n' }, b),
  faulty(
    'generated-files',
    'idea workspace',
    { '.idea/workspace.xml': '<?xml version="1.0"?>\n<project version="4"/>\n' },
    b,
  ),
  // debug output
  faulty('debug-output', 'swift print', {
    'Sources/App/Cart.swift': 'func total(_ a: [Int]) -> Int {\n  print("HERE", a)\n  return a.reduce(0, +)\n}\n',
  }),
  faulty('debug-output', 'dart print', {
    'lib/cart.dart': "int total(List<int> a) {\n  print('total $a');\n  return a.fold(0, (x, y) => x + y);\n}\n",
  }),
  faulty('debug-output', 'c++ cout', {
    'src/cart.cpp':
      '#include <iostream>\nint total(int a) {\n  std::cout << "here " << a << std::endl;\n  return a;\n}\n',
  }),
  faulty('debug-output', 'c printf', {
    'src/cart.c': '#include <stdio.h>\nint total(int a) {\n  printf("DEBUG a=%d\\n", a);\n  return a;\n}\n',
  }),
  faulty('debug-output', 'elixir IO.inspect', {
    'lib/cart.ex': 'defmodule Cart do\n  def total(a), do: a |> IO.inspect() |> Enum.sum()\nend\n',
  }),
  faulty('debug-output', 'C# Debug.WriteLine', {
    'src/Cart.cs':
      'class Cart {\n  int Total(int a) {\n    System.Diagnostics.Debug.WriteLine("here " + a);\n    return a;\n  }\n}\n',
  }),
  faulty('debug-output', 'console["log"] and console?.log', {
    'src/a.js': "export const a = (x) => {\n  console?.log('x', x);\n  return x;\n};\n",
  }),
  faulty('debug-output', 'console.error as debug', {
    'src/a.js': "export const a = (x) => {\n  console.error('HERE >>>', x);\n  return x;\n};\n",
  }),
  faulty('debug-output', 'svelte @debug', {
    'src/A.svelte': '<script>\n  export let cart;\n</script>\n{@debug cart}\n<p>{cart.total}</p>\n',
  }),
  faulty('debug-output', 'blade @dd', {
    'resources/views/cart.blade.php': '<div>\n  @dd($cart)\n  {{ $cart->total }}\n</div>\n',
  }),
  faulty('debug-output', 'erb debug', { 'app/views/cart.html.erb': '<p><%= debug @cart %></p>\n<% binding.irb %>\n' }),
  faulty('debug-output', 'php echo print_r pre', {
    'src/cart.php':
      "<?php\nfunction total($a) {\n  echo '<pre>' . print_r($a, true) . '</pre>';\n  return array_sum($a);\n}\n",
  }),
  clean('server says where it is', {
    'src/server.js':
      "import { createServer } from 'node:http';\nconst port = 3000;\ncreateServer((q, r) => r.end('ok')).listen(port, () => console.log(`http://localhost:${port}`));\n",
  }),
  clean(
    'oclif command prints its result',
    {
      'src/commands/list.js':
        "import { load } from '../store.js';\n\nexport async function list() {\n  for (const one of await load()) console.log(one.title);\n}\n",
      'package.json': '{ "name": "todo", "bin": { "todo": "src/main.js" } }\n',
    },
    { 'package.json': '{ "name": "todo", "bin": { "todo": "src/main.js" } }\n' },
  ),
  clean('kotlin main prints', { 'src/main/kotlin/Main.kt': 'fun main() {\n    println("Total: 3")\n}\n' }),
];
