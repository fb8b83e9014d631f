import { expect, test } from "vitest";
import { countWords } from "../../src/parse/text/words.ts";
import { bodyOf } from "../support/reading.ts";

const V = "\uFFFC";

test.for([
  ["", 0],
  ["   \t\n", 0],
  ["one two three", 3],
  ["Hello, world!", 2],
  ["don't", 1],
  ["don\u2019t", 1],
  ["'quoted'", 1],
  ["rock 'n' roll", 3],
  ["state-of-the-art", 1],
  ["non\u2010breaking", 1],
  ["end- start", 2],
  ["a - b", 2],
  ["a--b", 2],
  ["-", 0],
  ["2026", 1],
  ["3.14", 2],
  ["1,000", 2],
  ["A4 paper", 2],
  ["caf\u00E9", 1],
  ["cafe\u0301 noir", 2],
  ["Stra\u00DFe", 1],
  ["Привет мир", 2],
  ["مرحبا بالعالم", 2],
  ["नमस्ते दुनिया", 2],
  ["您好", 2],
  ["您好，世界！", 4],
  ["ひらがな", 4],
  ["カタカナ", 4],
  ["漢字かな", 4],
  ["안녕 세계", 2],
  ["안녕하세요", 1],
  ["用iPhone打电话", 5],
  ["第3章", 3],
  ["\u{20000}\u{20001}", 2],
  ["〇", 1],
  ["。、，！？「」", 0],
  ["😀", 0],
  ["😀 hello 🎉", 1],
  ["👨‍👩‍👧", 0],
  ["🇨🇳", 0],
  ["5\uFE0F\u20E3", 0],
  ["go 5\uFE0F\u20E3 now", 2],
  ["5 go", 2],
  ["©®™", 0],
  ["$ € %", 0],
  ["https://example.com/a-b/c?d=e", 1],
  ["see https://example.com/a b", 3],
  ["www.example.com/path", 1],
  ["example.com/sale", 1],
  ["点击https://example.com/a，谢谢", 5],
  ["either/or", 2],
  ["1/2", 2],
  [V, 0],
  [`Hello ${V}`, 1],
  [`a${V}b`, 2],
  ["hyphen\u00ADation", 1],
  ["a\u00A0b", 2],
  ["zero\u200Bwidth", 2],
  ["zero\u2060width", 1],
  ["zero\u200Dwidth", 1],
] as const)("%j holds %d words", ([text, words]) => {
  expect(countWords(text)).toBe(words);
});

test.for([
  ["inline tags join", "<p>Hel<b>lo</b> wor<i>l</i>d</p>", 2],
  ["a span without blanks joins", "<p>one<span>two</span></p>", 1],
  ["paragraphs part", "<p>one</p><p>two</p>", 2],
  ["divisions part without blanks", "<div>one</div>two<div>three</div>", 3],
  ["cells part", "<table><tr><td>one</td><td>two</td></tr></table>", 2],
  ["list items part", "<ul><li>one<li>two</ul>", 2],
  ["a line break parts", "one<br>two<br/>three", 3],
  ["a rule parts", "one<hr>two", 2],
  ["an image does not part", "one<img src=a.png>two", 1],
  ["a comment does not part", "on<!-- x -->e", 1],
  ["a display of block parts", "one<span style='display:block'>two</span>", 2],
  ["a display of inline-block joins", "one<span style='display:inline-block'>two</span>", 1],
  ["a soft hyphen joins", "hyphen&shy;ation", 1],
  ["a no-break space parts", "one&nbsp;two", 2],
  ["an entity is its letter", "caf&eacute; &#99;af&#xe9;", 2],
  ["an unknown entity is text", "&nothing; here", 2],
  ["upper-case tags are tags", "<P>one</P><P>two</P>", 2],
] as const)("in HTML, %s", async ([, html, words]) => {
  expect((await bodyOf(html)).words).toBe(words);
});

test.for([
  ["the title", "<title>one two three</title><p>seen</p>"],
  ["an SVG title", "<p>seen<svg><title>one two</title></svg></p>"],
  ["alt text", "<p>seen<img src=a.png alt='one two three'></p>"],
  ["other attributes", "<p title='one two' aria-label='three four'>seen</p>"],
  ["a comment", "<p>seen</p><!-- one two three -->"],
  ["a comment for Outlook", "<p>seen</p><!--[if mso]><table><tr><td>one two</td></tr></table><![endif]-->"],
  ["a style sheet", "<style>.one { color: red }</style><p>seen</p>"],
  ["a script", "<script>var one = 'two three';</script><p>seen</p>"],
  ["a template element", "<template><p>one two</p></template><p>seen</p>"],
  ["text with display none", "<p>seen</p><p style='display:none'>one two</p>"],
  ["text with visibility hidden", "<p>seen</p><p style='visibility:hidden'>one two</p>"],
  ["text of no opacity", "<p>seen</p><p style='opacity:0'>one two</p>"],
  ["text of no size", "<p>seen</p><p style='font-size:0'>one two</p>"],
  ["text of one pixel", "<p>seen</p><p style='font-size:1px'>one two</p>"],
  ["transparent text", "<p>seen</p><p style='color:transparent'>one two</p>"],
  ["text coloured like its background", "<p>seen</p><p style='color:#fff;background:#ffffff'>one two</p>"],
  ["text moved out of the window", "<p>seen</p><p style='position:absolute;left:-9999px'>one two</p>"],
  ["text clipped to nothing", "<p>seen</p><div style='overflow:hidden;max-height:0'>one two</div>"],
  ["text hidden by attribute", "<p>seen</p><p hidden>one two</p>"],
  ["text hidden by a class", "<style>.no{display:none}</style><p>seen</p><p class=no>one two</p>"],
  ["text inside hidden text", "<p>seen</p><div style='display:none'><p style='display:block'>one</p></div>"],
  ["a preheader", "<div style='display:none'>one two three</div><p>seen</p>"],
  ["a template comment", "<p>seen {{! one two }}{{!-- three {{four}} --}}{# five #}</p>"],
  ["a commented section", "<p>seen {% comment %}one two{% endcomment %}</p>"],
  ["an include", "<p>seen {{> footer }}{% include 'one two' %}</p>"],
  ["a block's keywords", "<p>{{#if one}}seen{{/if}}{% if two %}{% endif %}</p>"],
  ["a variable", "<p>seen {{one.two | three}}</p>"],
] as const)("%s counts no word", async ([, html]) => {
  expect((await bodyOf(html)).words).toBe(1);
});

test("white text on the page's white is counted unless a background says so", async () => {
  expect((await bodyOf("<p style='color:#fff'>one two</p>")).words).toBe(2);
});

test("all branches count together", async () => {
  expect((await bodyOf("{{#if a}}<p>one two</p>{{else}}<p>three</p>{{/if}}")).words).toBe(3);
});

test("a variable inside a word parts it", async () => {
  expect((await bodyOf("<p>Dear{{name}}friend</p>")).words).toBe(2);
});

test("plain text counts by the same rules", async () => {
  expect((await bodyOf("One two\nthree\n\n您好 {{name}} https://example.com/x", { name: "mail.txt" })).words).toBe(6);
});

test("characters count without white space and variables", async () => {
  expect((await bodyOf("<p>ab c {{name}}\n您</p>")).characters).toBe(4);
});
