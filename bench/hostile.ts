/** A family of texts that grows with `n` and is meant to make a careless reader slow. */
export interface Hostile {
  readonly name: string;
  readonly make: (n: number) => string;
  /** Whose extension decides the template language; `bench.html` where none is given. */
  readonly file?: string;
  readonly data?: unknown;
}

const times = (n: number, make: (index: number) => string): string =>
  Array.from({ length: n }, (_, index) => make(index)).join("");

/** At least one family for each place that reads a stranger's text. */
export const hostileFamilies: readonly Hostile[] = [
  { name: "template tags: {{ unclosed", make: (n) => "{{".repeat(n) },
  { name: "template tags: {% unclosed", make: (n) => "{%".repeat(n) },
  { name: "template tags: }} alone", make: (n) => "}} ".repeat(n) },
  { name: "template tags: blocks never closed", make: (n) => "{{#if a}}".repeat(n) },
  { name: "template tags: blocks nested and closed", make: (n) => `${"{{#each a}}".repeat(n)}x${"{{/each}}".repeat(n)}` },
  {
    name: "template tags: blocks closed in the wrong order",
    make: (n) => times(n, (i) => `{{#b${i}}}`) + times(n, (i) => `{{/b${i}}}`),
  },
  { name: "template tags: variables side by side", make: (n) => times(n, (i) => `{{v${i}}}`) },
  { name: "template tags: variables without data", make: (n) => times(n, (i) => `{{v${i}}} word `), data: { other: 1 } },
  { name: "template tags: inside markup", make: (n) => `<p ${"{{#if a}}b{{/if}} ".repeat(n)}>x</p>` },
  { name: "template tags: <?php unclosed", make: (n) => "<?php ".repeat(n), file: "bench.php" },
  { name: "template tags: <% unclosed", make: (n) => "<% ".repeat(n), file: "bench.erb" },
  { name: "template tags: ${ unclosed", make: (n) => "${".repeat(n), file: "bench.ftl" },
  { name: "template tags: {$ unclosed", make: (n) => "{$a ".repeat(n), file: "bench.tpl" },
  { name: "template tags: *| and %% unclosed", make: (n) => "*|A %%b ".repeat(n) },
  { name: "markup: <", make: (n) => "<".repeat(n) },
  { name: "markup: nested divisions", make: (n) => "<div>".repeat(n) },
  { name: "markup: nested tables", make: (n) => "<table><tr><td>".repeat(n) },
  { name: "markup: text thrown out of tables", make: (n) => `<table>${"x<tr>y<b>z</b>".repeat(n)}` },
  { name: "markup: formatting never closed", make: (n) => "<b>".repeat(n) },
  { name: "markup: formatting copied into paragraphs", make: (n) => "<p><i><font><b>x".repeat(n) },
  { name: "markup: links in links around tables", make: (n) => "<a><table><td>".repeat(n) },
  { name: "markup: misnested formatting", make: (n) => "<b><p>x</b>".repeat(n) },
  { name: "markup: end tags that close nothing", make: (n) => "</p></b></div>".repeat(n) },
  { name: "markup: attributes", make: (n) => `<p ${times(n, (i) => `a${i}=1 `)}>x</p>` },
  { name: "markup: one quote never closed", make: (n) => `<a href="${"<p class='x'>y</p>".repeat(n)}` },
  { name: "markup: <!-- unclosed", make: (n) => "<!--".repeat(n) },
  { name: "markup: <!-- closed", make: (n) => "<!--x-->".repeat(n) },
  { name: "markup: conditional comments unclosed", make: (n) => "<!--[if mso]>".repeat(n) },
  { name: "markup: conditional comments closed", make: (n) => "<!--[if mso]><p>x</p><![endif]-->".repeat(n) },
  { name: "markup: <![CDATA[ and <?", make: (n) => "<![CDATA[<?x".repeat(n) },
  { name: "markup: <style> and <title> unclosed", make: (n) => "<style><title><textarea>".repeat(n) },
  { name: "markup: entities without a semicolon", make: (n) => "&amp".repeat(n) },
  { name: "markup: entities that are none", make: (n) => "&#x&nosuch;&#99999999;".repeat(n) },
  { name: "markup: images and links", make: (n) => "<a href='{{u}}'><img src=a.png width=1 height=9></a>".repeat(n) },
  {
    name: "markup: MJML nested",
    make: (n) => `<mjml><mj-body>${"<mj-section><mj-column><mj-text>x".repeat(n)}`,
    file: "bench.mjml",
  },
  { name: "styles: url( unclosed", make: (n) => `<p style="background:${"url(".repeat(n)}">x</p>` },
  { name: "styles: url() many", make: (n) => `<p style="${"background:url(a.png);".repeat(n)}">x</p>` },
  {
    name: "styles: rules times elements",
    make: (n) => `<style>${times(n, (i) => `.c${i}{color:red}`)}</style>${times(n, (i) => `<p class=c${i}>x</p>`)}`,
  },
  {
    name: "styles: one rule for every element",
    make: (n) => `<style>${"p{color:red}".repeat(n)}</style>${"<p>x</p>".repeat(n)}`,
  },
  {
    name: "styles: long selectors down a deep tree",
    make: (n) => `<style>${"div ".repeat(n)}p{color:red}</style>${"<div>".repeat(Math.min(n, 400))}${"<p>x".repeat(n)}`,
  },
  { name: "styles: braces unclosed", make: (n) => `<style>${"a{b:(".repeat(n)}</style><a>x</a>` },
  { name: "styles: comments unclosed", make: (n) => `<style>${"/* ".repeat(n)}</style><a>x</a>` },
  {
    name: "styles: colours",
    make: (n) => times(n, (i) => `<p style="color:#${(i % 4096).toString(16).padStart(3, "0")}">x</p>`),
  },
  { name: "styles: fonts", make: (n) => `<p style="font-family:${times(n, (i) => `"F${i}",`)}Papyrus">x</p>` },
  { name: "words: one topic word", make: (n) => "cashback ".repeat(n) },
  { name: "words: one topic's phrases", make: (n) => "flash sale ends tonight, act now ".repeat(n) },
  { name: "words: topic word in Chinese", make: (n) => "返现".repeat(n) },
  { name: "words: topics mixed in Chinese", make: (n) => "充值抽奖加微信代开发票".repeat(n) },
  { name: "words: loans and bets", make: (n) => "<p>loan bet casino invoice lottery winner".repeat(n) },
  { name: "words: a long run of Han", make: (n) => "天地玄黄宇宙洪荒".repeat(n) },
  { name: "words: hyphens and apostrophes", make: (n) => "a-b'c-".repeat(n) },
  { name: "words: one word", make: (n) => "a".repeat(n) },
  { name: "words: marks that combine", make: (n) => `<p>e${"\u0301".repeat(n)}` },
  { name: "words: characters that unfold", make: (n) => "\uFDFA".repeat(n) },
  { name: "words: invisible characters", make: (n) => "a\u200D\u200B\u00AD".repeat(n) },
  { name: "words: unsubscribe", make: (n) => "<a href='#'>unsubscribe here</a> ".repeat(n) },
  { name: "words: contact prompts", make: (n) => "add us to your contacts spam folder ".repeat(n) },
  { name: "words: blanks and line ends", make: (n) => `x${" \r\n\t".repeat(n)}y` },
  { name: "addresses: www.", make: (n) => "www.".repeat(n) },
  { name: "addresses: slashes", make: (n) => "/".repeat(n) },
  { name: "addresses: https://", make: (n) => "https://".repeat(n) },
  { name: "addresses: hosts", make: (n) => "a.com/".repeat(n) },
  { name: "addresses: labels", make: (n) => "a.".repeat(n) },
  { name: "addresses: @", make: (n) => "a@b.c@".repeat(n) },
  { name: "addresses: many", make: (n) => times(n, (i) => `https://h${i}.example.com/ `), file: "bench.txt" },
  { name: "addresses: brackets", make: (n) => `https://a.com/${"(".repeat(n)}` },
  { name: "metadata: nested lists", make: (n) => `---\nsubject: ${"[".repeat(n)}\n---\n<p>x</p>` },
  { name: "metadata: nested keys", make: (n) => `---\n${"- ".repeat(n)}a\n---\n<p>x</p>` },
  { name: "metadata: keys", make: (n) => `---\n${times(n, (i) => `k${i}: v\n`)}---\n<p>x</p>` },
  { name: "metadata: aliases", make: (n) => `---\ndata:\n  - &a [x]\n${"  - *a\n".repeat(n)}---\n<p>x</p>` },
  { name: "metadata: dashes", make: (n) => `---\n${"----\n".repeat(n)}` },
  { name: "metadata: subject", make: (n) => `---\nsubject: "${"FREE!!! act now $$$ ".repeat(n)}"\n---\n<p>x</p>` },
  { name: "lines: plain text", make: (n) => "a line of text\n".repeat(n), file: "bench.txt" },
  { name: "lines: carriage returns", make: (n) => "a\r".repeat(n), file: "bench.txt" },
];
