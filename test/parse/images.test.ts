import { expect, test } from "vitest";
import { bodyOf } from "../support/reading.ts";

async function imagesOf(html: string) {
  return (await bodyOf(html)).images;
}

test.for([
  ["<img src=a.png>", ["img a.png"]],
  ["<img src=a.png><IMG SRC='a.png'>", ["img a.png", "img a.png"]],
  ["<input type=image src=a.png>", ["img a.png"]],
  ["<img>", ["img (none)"]],
  ["<img src=''>", []],
  ["<div style='background:url(a.png)'>x</div>", ["css-background a.png"]],
  ["<div style=\"background-image: url('a.png')\">x</div>", ["css-background a.png"]],
  ["<div style='background-image:url(a.png),url(b.png)'>x</div>", ["css-background a.png", "css-background b.png"]],
  ["<div style='background:#fff'>x</div>", []],
  ["<style>.a{background:url(a.png)}</style><p class=a>x", ["css-background a.png"]],
  ["<style>.a{background:url(a.png)}</style><p>x", []],
  ["<table background=a.png><tr><td background='b.png'>x", ["background-attribute a.png", "background-attribute b.png"]],
  ["<!--[if gte mso 9]><v:rect><v:fill src='a.png'/></v:rect><![endif]-->", ["vml a.png"]],
  ["<!--[if mso]><v:image src='a.png'/><![endif]-->", ["vml a.png"]],
  ["<!--[if mso]><img src=a.png><![endif]-->", []],
  ["<!-- <img src=a.png> -->", []],
  ["<img src='data:image/png;base64,AAAA'>", ["img data:image/png"]],
  ['<img src="https://a.example/{{id}}.png">', ["img https://a.example/{{id}}.png"]],
  ["<p>a.png</p>", []],
] as const)("%j shows %j", async ([html, expected]) => {
  expect((await imagesOf(html)).map(({ by, source }) => `${by} ${source}`)).toEqual(expected);
});

test.for([
  ["width=1 height=1", true],
  ["width='1px' height='1px'", true],
  ["width=0 height=0", true],
  ["style='width:1px;height:1px'", true],
  ["width=1 height=2", false],
  ["width=1", false],
  ["height=1", false],
  ["", false],
  ["width=100% height=1", false],
] as const)("an image with %j is a tracking pixel: %s", async ([attributes, tracking]) => {
  expect((await imagesOf(`<img src=a.gif ${attributes}>`)).map((image) => image.tracking)).toEqual([tracking]);
});

test.for([
  ["width=600 height=400", 600, 400],
  ["style='width:600px;height:300pt'", 600, 400],
  ["width=600", 600, undefined],
  ["width='100%'", undefined, undefined],
] as const)("an image with %j is %s by %s pixels", async ([attributes, widthPx, heightPx]) => {
  expect(await imagesOf(`<img src=a.png ${attributes}>`)).toMatchObject([{ widthPx, heightPx }]);
});

test("images stand in the order and at the places of the source", async () => {
  const html = "<div style='background:url(b.png)'><img src=a.png></div><!--[if mso]><v:fill src='c.png'/><![endif]-->";
  const images = await imagesOf(html);
  expect(images.map(({ at }) => html.slice(at.start, at.end))).toEqual([
    "background:url(b.png)",
    "<img src=a.png>",
    "<v:fill src='c.png'/>",
  ]);
});
