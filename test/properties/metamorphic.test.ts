import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { words } from "../support/judging.ts";

/** Templates of different kinds, in lower-case tags, double quotes and line feeds. */
const templates = [
  `<!doctype html>
<html>
<head>
<title>Order</title>
<style>
.hello { color: #cc0000; font-family: Arial }
.gone { display: none }
</style>
</head>
<body>
<div class="gone">A line for the inbox</div>
<p class="hello" title="{{tip}}">Dear {{name}}, your order has shipped.</p>
<table width="600" class="box">
<tr>
<td style="color:#00cc00" align="left">${words(30)}</td>
<td><img src="a.png" alt="A parcel" width="10" height="10"></td>
</tr>
</table>
<p>See <a href="https://example.com/x" class="more">the <b>shop</b></a> or {{link}}.</p>
<p>{{#if gift}}Your gift {{gift}} is inside.{{/if}}</p>
<p><a href="{{out}}">Unsubscribe</a></p>
</body>
</html>
`,
  `<p class="a">无抵押贷款，当天放款，低息快速到账，黑户也可办理。</p>
<p style="font-family:Papyrus" class="b">您好 {{name}}，请加微信群。</p>
<img src="a.png" alt="图"><img src="b.png" alt="图">
`,
  `<p>{{a}} {{b}}</p>
<img src="a.png" alt="A">
`,
];

/** What a change of writing must not move. */
async function measure(content: string) {
  const { measures, score, axes, verdict, findings } = await checkTemplate(content, { file: "mail.html" });
  const [body] = measures?.bodies ?? [];
  return { body, score, axes, verdict, rules: findings.map(({ ruleId }) => ruleId).sort() };
}

/** Applies a change to the parts of a page outside style sheets. */
function outsideStyles(html: string, change: (part: string) => string): string {
  return html
    .split(/(<style>[\s\S]*?<\/style>)/)
    .map((part) => (part.startsWith("<style>") ? part : change(part)))
    .join("");
}

/** Writes letters of the text in another way; addresses, references and template tags stay. */
function letters(html: string, pick: (letter: string, at: number) => string): string {
  const kept = /\{\{[^}]*\}\}|https?:\S+|&\w+;|[a-z\u4E00-\u9FFF]/gi;
  const inText = (between: string): string =>
    between.replace(kept, (found, at: number) => (found.length > 1 ? found : pick(found, at)));
  return outsideStyles(html, (part) => part.replace(/>[^<>]*</g, inText));
}

const changes: readonly (readonly [string, (html: string) => string])[] = [
  ["white space between tags", (html) => html.replace(/\n/g, "\n\n   \t")],
  ["white space in text", (html) => html.replace(/([a-z]) ([a-z])/g, "$1\n  $2")],
  [
    "upper-case tags",
    (html) => html.replace(/<(\/?)([a-z]+)/g, (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`),
  ],
  ["upper-case attributes", (html) => html.replace(/ ([a-z]+)="/g, (_, name: string) => ` ${name.toUpperCase()}="`)],
  ["single quotes", (html) => html.replace(/="([^"]*)"/g, "='$1'")],
  ["blanks around equals signs", (html) => html.replace(/([a-z])="([^"]*)"/g, '$1 = "$2"')],
  ["turned attributes", (html) => html.replace(/ ([a-z]+="[^"]*") ([a-z]+="[^"]*")/g, " $2 $1")],
  ["comments between tags", (html) => outsideStyles(html, (part) => part.replace(/\n/g, "<!-- a comment {{! x }} -->\n"))],
  ["a comment inside words", (html) => html.replace("shipped", "ship<!-- x -->ped").replace("贷款", "贷<!-- x -->款")],
  [
    "comments for Outlook",
    (html) => html.replace("</p>", "</p><!--[if mso]><table><tr><td>one two</td></tr></table><![endif]-->"),
  ],
  ["decimal references", (html) => letters(html, (letter) => `&#${letter.codePointAt(0)};`)],
  [
    "hexadecimal references",
    (html) => letters(html, (letter, at) => (at % 3 === 0 ? `&#x${letter.codePointAt(0)?.toString(16)};` : letter)),
  ],
  ["other variable names", (html) => html.replace(/\{\{(#if |\/?)(name|link|gift|a|b|tip)\}\}/g, "{{$1another_$2}}")],
  ["carriage returns and line feeds", (html) => html.replaceAll("\n", "\r\n")],
  ["carriage returns", (html) => html.replaceAll("\n", "\r")],
  ["a byte order mark", (html) => `\uFEFF${html}`],
  ["self-closing slashes", (html) => html.replace(/<img ([^>]*)>/g, "<img $1 />")],
  [
    "a style's semicolon and case",
    (html) =>
      html.replace(
        /style="([a-z-]+):([^"]*)"/g,
        (_, name: string, value: string) => `style="${name.toUpperCase()} : ${value} ;"`,
      ),
  ],
  ["soft hyphens", (html) => html.replace("order has", "or&shy;der has")],
  ["added attributes that say nothing", (html) => html.replace(/<(p|td|div)\b/g, '<$1 data-x="one two" id="x"')],
  ["a variable's filter", (html) => html.replaceAll("{{name}}", "{{ name | upcase }}")],
  ["blanks in a variable", (html) => html.replace(/\{\{(\w+)\}\}/g, "{{ $1 }}")],
  ["a triple mustache", (html) => html.replaceAll("{{name}}", "{{{name}}}")],
];

describe.for(changes)("%s", ([, change]) => {
  test.for(templates.map((html, at) => ({ html, at })))("move nothing in template $at", async ({ html }) => {
    expect(await measure(change(html))).toEqual(await measure(html));
  });
});

test("most of the changes change the first template", () => {
  const [first = ""] = templates;
  expect(changes.filter(([, change]) => change(first) === first).map(([name]) => name)).toEqual([]);
});

const additions: readonly (readonly [string, string])[] = [
  ["a web address", "<a href='https://example.com/y'>Shop</a>"],
  ["an address in text", "<p>Go to https://example.com/y</p>"],
  ["51 images", words(51, "<img src=a.png width=1000 height=1000>")],
  ["a banned phrase", "<p>Join our online casino today: welcome bonus, free spins and the best odds. Place your bets now!</p>"],
  ["a banned phrase in Chinese", "<p>本公司长期代开各类增值税发票，点数优惠，可先验后付款。</p>"],
  ["a comic font", "<p style='font-family:Papyrus'>.</p>"],
  ["an unclosed tag", "<p>{{name</p>"],
  ["an unclosed block", "{{#each x}}"],
  ["side by side variables", "<p>{{a}}{{b}}</p>"],
  ["many variables", words(400, "{{x}}")],
  ["a target that is a variable", "<a href='{{url}}'>x</a>"],
];

/** Bases with a clear purpose and enough words, so that an addition mends nothing. */
const sound = [
  `<p>Your order has shipped. Track your parcel with the code below. ${words(1500)}</p>`,
  `<p>您的验证码为 {{code}}，十分钟内有效，请勿告诉他人。${"字".repeat(1500)}</p>`,
];

describe.for(additions)("%s added", ([, addition]) => {
  test.for(sound.map((html, at) => ({ html, at })))("never raises the score of template $at", async ({ html }) => {
    const before = await checkTemplate(html, { type: "trigger" });
    const after = await checkTemplate(html + addition, { type: "trigger" });
    expect(after.score).toBeLessThanOrEqual(before.score ?? 0);
    expect(after.findings.length).toBeGreaterThan(0);
  });
});

beforeAll(async () => {
  await checkTemplate("<p>x</p>");
});

test("changes in any order together move nothing", async () => {
  const several = fc.shuffledSubarray(
    changes.slice(0, 13).filter(([name]) => !/references|comments/.test(name)),
    { maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...templates), several, async (html, chosen) => {
      let changed = html;
      for (const [, change] of chosen) changed = change(changed);
      expect(await measure(changed)).toEqual(await measure(html));
    }),
    { numRuns: 100 },
  );
});
