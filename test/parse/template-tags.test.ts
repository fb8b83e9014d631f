import { expect, test } from "vitest";
import type { Dialect } from "../../src/model/template-tag.ts";
import { pairBlocks } from "../../src/parse/template/blocks.ts";
import { dialectsOf } from "../../src/parse/template/dialects.ts";
import { readTags } from "../../src/parse/template/read-tags.ts";

function read(text: string, name = "mail.html", configured: readonly Dialect[] = []) {
  return readTags(text, dialectsOf(name, text, configured));
}

/** Each tag as `kind name`, `raw` where it is not escaped. */
function told(text: string, name?: string, configured?: readonly Dialect[]): readonly string[] {
  return read(text, name, configured).tags.map(
    ({ kind, name, escaped }) => `${kind}${name === "" ? "" : ` ${name}`}${escaped ? "" : " raw"}`,
  );
}

test.for([
  ["{{x}}", ["output x"]],
  ["{{ user.name }}", ["output user.name"]],
  ["{{{x}}}", ["output x raw"]],
  ["{{&x}}", ["output x raw"]],
  ["{{x | upcase | truncate: 5}}", ["output x"]],
  ["{{ x|raw }}", ["output x raw"]],
  ["{{ x|safe }}", ["output x raw"]],
  ["{{~x~}}", ["output x"]],
  ["{{- .Name -}}", ["output .Name"]],
  ["{{ $x }}", ["output $x"]],
  ["{{formatDate date}}", ["output date"]],
  ["{{#if a}}b{{else}}c{{/if}}", ["open if", "middle else", "close if"]],
  ["{{#each items}}{{this}}{{/each}}", ["open each", "output this", "close each"]],
  ["{{^a}}b{{/a}}", ["open a", "close a"]],
  ["{{#a}}b{{^}}c{{/a}}", ["open a", "middle", "close a"]],
  ["{{if .A}}b{{end}}", ["open if", "close end"]],
  ["{{range .Items}}{{.}}{{end}}", ["open range", "output .", "close end"]],
  ["{{> footer}}", ["include footer"]],
  ["{{!x}}", ["comment"]],
  ["{{!-- a {{b}} c --}}", ["comment"]],
  ["{{-- a {{b}} c --}}", ["comment"]],
  ["{{{{raw}}}} x {{{{/raw}}}}", ["open raw", "close raw"]],
  ["{% if a %}b{% elsif c %}d{% else %}e{% endif %}", ["open if", "middle elsif", "middle else", "close endif"]],
  ["{%- for a in b -%}{{a}}{%- endfor -%}", ["open for", "output a", "close endfor"]],
  ["{% assign a = 'b' %}", ["statement assign"]],
  ["{% include 'footer' %}", ["include include"]],
  ["{% render 'footer' %}", ["include render"]],
  ["{% echo name %}", ["output name"]],
  ["{# note #}", ["comment"]],
  ["{% comment %}{{a}}{% endcomment %}{{b}}", ["comment comment", "output b"]],
  ["{% raw %}{{a}}{% endraw %}{{b}}", ["open raw", "close endraw", "output b"]],
  ["{% verbatim %}{{a}}{% endverbatim %}", ["open verbatim", "close endverbatim"]],
  ["<%= x %>", ["output x"]],
  ["<%- x %>", ["output x raw"]],
  ["<%== x %>", ["output x raw"]],
  ["<% if (a) { %>b<% } else { %>c<% } %>", ["open", "middle", "close"]],
  ["<% items.each do |a| %><%= a %><% end %>", ["open", "output a", "close"]],
  ["<%# note %>", ["comment"]],
  ["<%-- note <%= x %> --%>", ["comment"]],
  ["<?= $x ?>", ["output $x raw"]],
  ["<?= htmlspecialchars($x) ?>", ["output htmlspecialchars($x)"]],
  ["<?php echo $x; ?>", ["output $x raw"]],
  ["<?php if ($a): ?>b<?php endif; ?>", ["open", "close"]],
  ["*|FNAME|*", ["output FNAME"]],
  ["*|IF:A|*b*|ELSE:|*c*|END:IF|*", ["open IF:A", "middle ELSE:", "close END:IF"]],
  ["%%First Name%%", ["output First Name"]],
  ["%%=v(@x)=%%", ["output v(@x)"]],
  ["%%[if a]%%b%%[endif]%%", ["open", "close"]],
  ["{name=}", ["output name"]],
  ["{name=friend}", ["output name"]],
] as const)("%j is read", ([text, expected]) => {
  expect(told(text)).toEqual(expected);
});

test.for([
  ["a {b} c"],
  ["[x] [y](z)"],
  ["100%% sure, 50%% off"],
  ["5 * | 6 | * 7"],
  ["${x} costs $5"],
  ["{$x}"],
  ["@if someone writes @unless"],
  ["a{color:red} #a{b:c} @media x{#id{color:red}}"],
  ["{ x } { y=1 }"],
  ["[[${x}]]"],
  ["a}} b %} c %> d"],
] as const)("%j is ordinary text in a file of no template language", ([text]) => {
  expect(read(text)).toEqual({ tags: [], unclosed: [] });
});

test.for([
  ["mail.ftl", "${x}", ["output x"]],
  ["mail.ftlh", "${user.name!'friend'}", ["output user.name"]],
  ["mail.ftl", "<#if a>b<#else>c</#if>", ["open if", "middle else", "close if"]],
  ["mail.ftl", "<#list a as b>${b}</#list>", ["open list", "output b", "close list"]],
  ["mail.ftl", "<#-- a ${b} -->", ["comment"]],
  ["mail.ftl", "<#include 'footer.ftl'>", ["include include"]],
  ["mail.ftl", "<@footer/>", ["statement footer"]],
  ["mail.tpl", "{$x}", ["output $x"]],
  ["mail.tpl", "{$x|escape}", ["output $x"]],
  ["mail.tpl", "{if $a}b{else}c{/if}", ["open if", "middle else", "close if"]],
  ["mail.tpl", "{foreach $a as $b}{$b}{/foreach}", ["open foreach", "output $b", "close foreach"]],
  ["mail.tpl", "{* note {$x} *}", ["comment"]],
  ["mail.tpl", "{literal}{$x}{/literal}{$y}", ["open literal", "close literal", "output $y"]],
  ["mail.tpl", "{include file='x'}", ["include include"]],
  ["mail.blade.php", "{{ $x }}", ["output $x"]],
  ["mail.blade.php", "{!! $x !!}", ["output $x raw"]],
  ["mail.blade.php", "@if ($a)\nb\n@else\nc\n@endif", ["open if", "middle else", "close endif"]],
  ["mail.blade.php", "@foreach ($a as $b) {{ $b }} @endforeach", ["open foreach", "output $b", "close endforeach"]],
  ["mail.blade.php", "@include('footer')", ["include include"]],
  ["mail.php", "<?= $x ?>", ["output $x raw"]],
  ["mail.erb", "<%= x %>", ["output x"]],
  ["mail.ejs", "<%= x %>", ["output x"]],
  ["mail.html", "<p th:if='${a}'>[[${x}]] [(${y})]</p>", ["output x", "output y"]],
] as const)("in %s, %j is read", ([name, text, expected]) => {
  expect(told(text, name)).toEqual(expected);
});

test.for([
  ["square-bracket", "[x] and [First Name]", ["output x", "output First Name"]],
  ["brace", "{x} and {y}", ["output x", "output y"]],
] as const)("%s tags are read when configured", ([dialect, text, expected]) => {
  expect(told(text, "mail.html", [dialect])).toEqual(expected);
});

test("an address at a Blade file's domain is no directive", () => {
  expect(told("write to me@if.example", "mail.blade.php")).toEqual([]);
});

test("tags stand exactly where they are written", () => {
  const text = "a {{x}} b{% if c %}\n*|D|*<%= e %>{{{f}}}";
  expect(read(text).tags.map(({ start, end }) => text.slice(start, end))).toEqual([
    "{{x}}",
    "{% if c %}",
    "*|D|*",
    "<%= e %>",
    "{{{f}}}",
  ]);
});

test("a comment's place takes in all it holds", () => {
  const text = "a{% comment %}{{b}}{% endcomment %}c";
  expect(read(text).tags.map(({ start, end }) => text.slice(start, end))).toEqual(["{% comment %}{{b}}{% endcomment %}"]);
});

test.for([
  ["{{name", 1],
  ["{{a {{b}}", 1],
  ["{% if a", 1],
  ["<%= x", 1],
  ["%%=x", 1],
  ["{{{x}}", 1],
  ["{{!-- x }}", 1],
  ["{{a}} {{b", 1],
  ["{{ {{ {{", 3],
  ["*|x", 0],
  ["{# x", 0],
  ["{name=", 0],
] as const)("%j has %d unclosed openers", ([text, count]) => {
  expect(read(text).unclosed).toHaveLength(count);
});

test("an unclosed opener is placed where it opens and costs no later tag", () => {
  const text = "Dear {{name, your code is {{code}}";
  const { tags, unclosed } = read(text);
  expect(unclosed).toEqual([{ start: 5, end: 7 }]);
  expect(tags.map(({ name }) => name)).toEqual(["code"]);
});

test("an opener whose end is further off than any tag is long is unclosed", () => {
  expect(read(`{{${"a".repeat(4096)}}}`).unclosed).toEqual([]);
  expect(read(`{{${"a".repeat(4097)}}}`).unclosed).toHaveLength(1);
});

test("a comment may be longer than a tag", () => {
  expect(told(`{{!-- ${"a".repeat(10_000)} --}}`)).toEqual(["comment"]);
});

function unpaired(text: string): readonly string[] {
  return pairBlocks(read(text).tags).unpaired.map(({ start, end }) => text.slice(start, end));
}

test.for([
  ["{{#if a}}{{#each b}}x{{/each}}{{/if}}", []],
  ["{% if a %}{% for b in c %}x{% endfor %}{% endif %}", []],
  ["{{if .A}}{{range .B}}x{{end}}{{end}}", []],
  ["{{#if a}}x", ["{{#if a}}"]],
  ["x{{/if}}", ["{{/if}}"]],
  ["{{#if a}}{{#each b}}{{/if}}", ["{{#each b}}"]],
  ["{% if a %}{{#b}}{% endif %}{{/b}}", ["{{#b}}", "{{/b}}"]],
  ["{% if a %}x{% endfor %}", ["{% if a %}", "{% endfor %}"]],
] as const)("in %j, %j are left unpaired", ([text, expected]) => {
  expect(unpaired(text)).toEqual(expected);
});

test("a tag inside a block is conditional, one outside is not", () => {
  const { tags } = read("{{a}}{{#if b}}{{c}}{{else}}{{d}}{{/if}}{{e}}");
  const { conditional } = pairBlocks(tags);
  expect(tags.filter((tag) => tag.kind === "output").map((tag) => `${tag.name} ${conditional.has(tag)}`)).toEqual([
    "a false",
    "c true",
    "d true",
    "e false",
  ]);
});
