import { expect, test } from "vitest";
import { targetOf } from "../../src/parse/text/target.ts";
import { findUrls } from "../../src/parse/text/urls.ts";
import { bodyOf } from "../support/reading.ts";

test.for([
  ["https://example.com/a", "web", "example.com"],
  ["HTTP://EXAMPLE.COM", "web", "example.com"],
  ["//example.com/a", "web", "example.com"],
  ["https:example.com", "web", "example.com"],
  ["https:\\\\example.com\\a", "web", "example.com"],
  ["\\\\example.com", "web", "example.com"],
  ["  https://example.com  ", "web", "example.com"],
  ["ht\ntps://exa\tmple.com", "web", "example.com"],
  ["https://user:pass@example.com:8080/", "web", "example.com"],
  ["https://a.com@b.com/", "web", "b.com"],
  ["https://127.0.0.1/x", "web", "127.0.0.1"],
  ["https://\uFFFC/x", "web", undefined],
  ["https://\uFFFC.example.com/x", "web", undefined],
  ["https://example.com/\uFFFC", "web", "example.com"],
  ["mailto:a@example.com", "mail", undefined],
  ["MAILTO:a@example.com", "mail", undefined],
  ["tel:+1", "phone", undefined],
  ["sms:+1", "phone", undefined],
  ["#", "fragment", undefined],
  ["#top", "fragment", undefined],
  ["", "none", undefined],
  ["   ", "none", undefined],
  ["\uFFFC", "variable", undefined],
  ["\uFFFC/path", "variable", undefined],
  ["javascript:x()", "other", undefined],
  ["page.html", "other", undefined],
  ["/page.html", "other", undefined],
  ["cid:a", "other", undefined],
] as const)("the target %j is %s at %s", ([url, scheme, host]) => {
  expect(targetOf(url)).toEqual({ scheme, host });
});

test.for([
  ["see https://example.com/a.", ["https://example.com/a"]],
  ["(https://example.com/a)", ["https://example.com/a"]],
  ["https://example.com/a(b)", ["https://example.com/a(b)"]],
  ["https://example.com/a, https://b.example", ["https://example.com/a", "https://b.example"]],
  ["www.example.com", ["www.example.com"]],
  ["WWW.EXAMPLE.COM", ["WWW.EXAMPLE.COM"]],
  ["example.com/sale", ["example.com/sale"]],
  ["shop.example.co.uk/sale?x=1#y", ["shop.example.co.uk/sale?x=1#y"]],
  ["请访问https://example.com/a。谢谢", ["https://example.com/a"]],
  ["请访问（https://example.com/a），谢谢", ["https://example.com/a"]],
  ["“https://example.com/a”", ["https://example.com/a"]],
  ["网址：www.example.com，欢迎", ["www.example.com"]],
  ["官网example.com/a；好", ["example.com/a"]],
  ["https://example.com/\uFFFC", ["https://example.com/\uFFFC"]],
  ["<https://example.com/a>", ["https://example.com/a"]],
  ["http://", []],
  ["ftp://example.com", []],
  ["example.com", []],
  ["a@example.com/x", []],
  ["someone@www.example.com", []],
  ["and/or", []],
  ["v1.2/3", []],
  ["file.notatld/x", []],
  ["1.2.3/4", []],
  ["no links here", []],
] as const)("in %j the addresses are %j", ([text, expected]) => {
  expect(findUrls(text).map(({ url }) => url)).toEqual(expected);
});

test("each address is placed where it stands", () => {
  const text = "a https://example.com/x, b www.example.org.";
  for (const { start, end, url } of findUrls(text)) expect(text.slice(start, end)).toBe(url);
});

/** Each link as `by scheme host`. */
async function told(content: string, name?: string): Promise<readonly string[]> {
  const { links } = await bodyOf(content, name === undefined ? {} : { name });
  return links.map(({ by, scheme, host = "" }) => `${by} ${scheme} ${host}`.trim());
}

test.for([
  ["<a href='https://example.com/'>x</a>", ["target web example.com"]],
  ["<A HREF=https://example.com/>x</A>", ["target web example.com"]],
  ["<a href='&#104;ttps://example.com/'>x</a>", ["target web example.com"]],
  ["<a href='https&colon;//example.com/'>x</a>", ["target web example.com"]],
  ["<a href='//example.com'>x</a>", ["target web example.com"]],
  ["<a href='https://example.com/{{id}}'>x</a>", ["target web example.com"]],
  ["<a href='https://{{host}}/x'>x</a>", ["target web"]],
  ["<a href='{{url}}'>x</a>", ["target variable"]],
  ["<a href='{{#if a}}https://example.com/{{/if}}'>x</a>", ["target web example.com"]],
  ["<a href='{% if a %}{{url}}{% endif %}'>x</a>", ["target variable"]],
  ["<a href='mailto:a@example.com'>x</a>", ["target mail"]],
  ["<a name=x>x</a>", []],
  ["<map><area href='https://example.com/'></map>", ["target web example.com"]],
  ["<form action='https://example.com/'></form>", ["target web example.com"]],
  ["<meta http-equiv=refresh content='0; url=https://example.com/'>", ["target web example.com"]],
  ["<meta http-equiv=refresh content='5'>", []],
  ["<!--[if mso]><v:roundrect href='https://example.com/'></v:roundrect><![endif]-->", ["target web example.com"]],
  ["<img src='https://example.com/a.png'>", []],
  ["<link rel=stylesheet href='https://example.com/a.css'>", []],
  ["<html xmlns:v='https://example.com/vml'>x", []],
  ["<style>@import 'https://example.com/a.css';</style>", []],
  ["<!-- https://example.com/ <a href='https://example.com/'>x</a> -->", []],
  ["<p style='display:none'>https://example.com/x</p>", []],
  ["<p>https://example.com/x</p>", ["text web example.com"]],
  ["<p>https://example<b>.com/x</b></p>", ["text web example.com"]],
  ["<p>www.example.com</p>", ["text web www.example.com"]],
  ["<a href='https://example.com/x'>https://example.com/x</a>", ["target web example.com"]],
  ["<a href='{{url}}'>https://example.com/x</a>", ["target variable", "text web example.com"]],
] as const)("%j leads to %j", async ([html, expected]) => {
  expect(await told(html)).toEqual(expected);
});

test("plain text has the addresses a mail client would link", async () => {
  expect(await told("See https://example.com/{{id}} or example.org/a.", "mail.txt")).toEqual([
    "text web example.com",
    "text web example.org",
  ]);
});

test.for([
  ["<a href='{{u}}'>Read <b>more</b></a>", "Read more"],
  ["<a href='{{u}}'><img src=a.png alt='Read more'></a>", "Read more"],
  ["<a href='{{u}}' title='Read more'></a>", "Read more"],
  ["<input type=submit formaction='https://example.com' value='Read more'>", "Read more"],
  ["<button>Read more</button>", "Read more"],
] as const)("%j is labelled %j", async ([html, label]) => {
  expect((await bodyOf(html)).links.map((link) => link.label)).toEqual([label]);
});

test("a link is placed at its target, and its address is as written", async () => {
  const html = '<p><a class=x href="https://example.com/?a={{c}}">x</a></p>';
  const [link] = (await bodyOf(html)).links;
  expect(html.slice(link?.at.start, link?.at.end)).toBe("https://example.com/?a={{c}}");
  expect(link?.url).toBe("https://example.com/?a={{c}}");
});

test("an address in text is placed in the source across inline tags and entities", async () => {
  const html = "<p>see&nbsp;https://exam<i>ple.com/x</i>.</p>";
  const [link] = (await bodyOf(html)).links;
  expect(html.slice(link?.at.start, link?.at.end)).toBe("https://exam<i>ple.com/x");
});
