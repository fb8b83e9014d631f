/** Words that the made-up templates are written with; ordinary business prose, so that no rule has an easy day. */
const vocabulary =
  "your order account team project week month report summary delivery parcel card payment change address email answer question support page setting member event ticket seat date time place room music book list price item number please thank open read write send bring keep find add move begin finish before after during between with without about under because although when where which that this these our their every some several new old early late small large quiet bright simple careful ready".split(
    " ",
  );

/** A sequence that looks random and is the same in every run (Lehmer, MINSTD). */
function sequence(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * A template as design tools make them, filled with rows up to the wanted size in bytes. Of its kind public templates of
 * 20 KB are: most of it is style sheet and inline styles, with 100 to 400 words and 50 to 200 elements.
 */
export function realisticTemplate(seed: number, bytes: number): string {
  const next = sequence(seed);
  const word = (): string => vocabulary[Math.floor(next() * vocabulary.length)] ?? "";
  const sentence = (): string => {
    const words = Array.from({ length: 8 + Math.floor(next() * 8) }, word).join(" ");
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  };
  const rows: string[] = [];
  for (let size = head.length + foot.length; size < bytes; ) {
    const row = rowOf(rows.length, sentence, word);
    rows.push(row);
    size += row.length;
  }
  return head + rows.join("") + foot;
}

const text =
  "margin:0;padding:0 0 16px;font-family:'Nunito Sans',Helvetica,Arial,sans-serif;font-size:16px;line-height:1.625;color:#51545e;text-align:left;-webkit-text-size-adjust:none;mso-line-height-rule:exactly";
const cell = `${text};width:570px;padding:35px 45px;background-color:#ffffff;border-top:1px solid #eaeaec;vertical-align:top;word-break:break-word`;
const button =
  "display:inline-block;background-color:#3869d4;border:10px solid #3869d4;border-width:10px 18px;border-radius:3px;box-shadow:0 2px 3px rgba(0,0,0,0.16);color:#ffffff;text-decoration:none;-webkit-text-size-adjust:none;box-sizing:border-box";

function rowOf(index: number, sentence: () => string, word: () => string): string {
  const extras = [
    `<img src="cid:${word()}" width="480" height="20" alt="${word()} ${word()}" style="display:block;border:0;outline:none;width:100%;max-width:480px;height:auto">`,
    `{{#if ${word()}}}<p style="${text}">${sentence()}</p>{{/if}}`,
    `<table role="presentation" align="center" width="100%" cellpadding="0" cellspacing="0" style="margin:30px auto;padding:0;text-align:center"><tr><td align="center" style="${text}"><a href="{{ ${word()}_url }}" class="button" target="_blank" style="${button}">${word()} ${word()}</a></td></tr></table>`,
    `<!--[if mso]><table role="presentation" width="570"><tr><td><![endif]--><p class="sub" style="${text}">${sentence()}</p><!--[if mso]></td></tr></table><![endif]-->`,
  ];
  const prose = `<p style="${text}">${sentence()} {{ ${word()}.${word()} }} <strong>${word()}</strong> ${sentence()}</p>`;
  return `        <tr><td class="cell" align="center" style="${cell}">
          <table role="presentation" class="row" width="100%" cellpadding="0" cellspacing="0" style="width:100%;margin:0;padding:0"><tr><td style="${text}">
            ${prose}
            ${extras[index % extras.length]}
          </td></tr></table>
        </td></tr>
`;
}

/** Rules of a style sheet as its makers write them, one declaration a line. */
function sheet(): string {
  const names = [
    "body",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "ol",
    "blockquote",
    "a",
    "img",
    ".wrap",
    ".cell",
    ".row",
    ".sub",
    ".button",
  ];
  const sizes = names.map(
    (name, index) =>
      `      ${name} {\n        margin: 0.4em 0 ${index + 1}px;\n        font-size: ${13 + (index % 10)}px;\n        line-height: 1.625;\n        color: #51545e;\n      }\n`,
  );
  const dark = names
    .slice(0, 6)
    .map(
      (name) =>
        `        ${name} {\n          background-color: #333333 !important;\n          color: #ffffff !important;\n        }\n`,
    );
  return `${sizes.join("\n")}
      .button--green { background-color: #22bc66; border: 10px solid #22bc66; }
      a:hover { color: #0b5fff; }
      @media only screen and (max-width: 600px) {
        .wrap, .row { width: 100% !important; }
        .button { width: 100% !important; text-align: center !important; }
      }
      @media (prefers-color-scheme: dark) {
${dark.join("")}      }`;
}

const head = `<!doctype html>
<html lang="en" xmlns="http://www.w3.org/1999/xhtml">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1.0">
    <meta name="color-scheme" content="light dark">
    <title>Your weekly summary</title>
    <style type="text/css" rel="stylesheet" media="all">
${sheet()}
    </style>
    <!--[if mso]><style type="text/css">.cell { font-family: Arial, sans-serif; }</style><![endif]-->
  </head>
  <body style="margin:0;padding:0;width:100%;background-color:#f2f4f6">
    <span style="display:none;visibility:hidden;mso-hide:all;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden">Here is what happened in your account this week.</span>
    <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f2f4f6"><tr><td align="center">
      <table role="presentation" class="wrap" width="570" cellpadding="0" cellspacing="0">
`;
const foot = `        <tr><td class="cell sub" style="${cell}">You receive this weekly report because you have an account. <a href="{{ unsubscribe_url }}">Unsubscribe</a></td></tr>
      </table>
    </td></tr></table>
  </body>
</html>
`;
