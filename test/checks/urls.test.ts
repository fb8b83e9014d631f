import { describe, expect, test } from "vitest";
import { checkTemplate } from "../../src/platform/check-template.ts";
import { broken } from "../support/judging.ts";

const spoken = /^url-/;

test.for([
  ["a target", "<a href='https://example.com/'>Shop</a>", ["url-present"]],
  ["a target without TLS", "<a href='http://example.com/'>Shop</a>", ["url-present"]],
  ["a protocol-relative target", "<a href='//example.com/'>Shop</a>", ["url-present"]],
  ["a target with a variable path", "<a href='https://example.com/{{id}}'>Shop</a>", ["url-present"]],
  ["a target with a variable host", "<a href='https://{{host}}/'>Shop</a>", ["url-present"]],
  ["a target with a scheme in entities", "<a href='&#x68;ttps://example.com/'>Shop</a>", ["url-present"]],
  ["an address in text", "<p>Go to https://example.com/sale now</p>", ["url-present"]],
  ["a bare host with a path", "<p>Go to example.com/sale now</p>", ["url-present"]],
  ["an address behind Chinese text", "<p>请访问www.example.com。</p>", ["url-present"]],
  ["a form", "<form action='https://example.com/'><input></form>", ["url-present"]],
  ["a button of Outlook", "<!--[if mso]><v:rect href='https://example.com/'>Shop</v:rect><![endif]-->", ["url-present"]],
  ["a variable", "<a href='{{url}}'>Shop</a>", []],
  ["an image", "<img src='https://example.com/a.png'><p>x</p>", []],
  ["a style import", "<style>@import url(https://example.com/a.css);</style><p>x</p>", []],
  ["a background", "<p style='background:url(https://example.com/a.png)'>x</p>", []],
  ["a namespace", "<html xmlns='http://www.w3.org/1999/xhtml'><p>x</p>", []],
  ["a doctype", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1.dtd"><p>x</p>', []],
  ["an address to write to", "<a href='mailto:a@example.com'>Write</a> a@example.com", []],
  ["a number to call", "<a href='tel:+123'>Call</a>", []],
  ["a fragment", "<a href='#top'>Up</a>", []],
  ["a bare host", "<p>We are example.com</p>", []],
  ["a comment", "<!-- https://example.com/ --><p>x</p>", []],
  ["a way out", "<a href='https://example.com/x'>Unsubscribe</a>", ["url-exempt"]],
  ["a way out by target", "<a href='https://example.com/unsubscribe?id=1'>here</a>", ["url-exempt"]],
  ["a way out by image", "<a href='https://example.com/x'><img src=a.png alt='Unsubscribe'></a>", ["url-exempt"]],
  ["a Chinese way out", "<a href='https://example.com/x'>退订</a>", ["url-exempt"]],
  [
    "a way out and a shop",
    "<a href='https://a.example/'>Unsubscribe</a><a href='https://b.example/'>Shop</a>",
    ["url-exempt", "url-present"],
  ],
] as const)("%s", async ([, html, expected]) => {
  expect((await broken(html)).filter((rule) => spoken.test(rule))).toEqual(expected);
});

test("every address is a finding of its own with its place", async () => {
  const html = "<a href='https://a.example/'>x</a>\n<a href='https://b.example/'>y</a>";
  const { findings } = await checkTemplate(html);
  const urls = findings.filter(({ ruleId }) => ruleId === "standard/url-present");
  expect(urls.map(({ facts, span }) => [facts["url"], span?.start.line, span?.start.column])).toEqual([
    ["https://a.example/", 1, 10],
    ["https://b.example/", 2, 10],
  ]);
});

test("a target that is one variable is told as information", async () => {
  const { findings } = await checkTemplate("<a href='{{url}}'>x</a>");
  expect(findings.find(({ ruleId }) => ruleId === "links/target-variable")).toMatchObject({ severity: "info" });
});

describe("hosts on the user's list", () => {
  const hostsAllowed = ["Example.com"];
  const rules = { "standard/url-present": { params: { hostsAllowed } }, "standard/url-exempt": { params: { hostsAllowed } } };

  test.for([
    ["https://example.com/", ["url-exempt"]],
    ["https://shop.example.com/", ["url-exempt"]],
    ["https://EXAMPLE.com:443/", ["url-exempt"]],
    ["https://notexample.com/", ["url-present"]],
    ["https://example.com.evil.example/", ["url-present"]],
    ["https://example.com@evil.example/", ["url-present"]],
    ["https://evil.example/?x=example.com", ["url-present"]],
    ["https://{{host}}.example.com/", ["url-present"]],
  ] as const)("%s", async ([url, expected]) => {
    expect((await broken(`<a href='${url}'>x</a>`, { rules })).filter((rule) => spoken.test(rule))).toEqual(expected);
  });
});
