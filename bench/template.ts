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
 * A template as design tools make them: a head with styles and media queries, conditional comments, nested layout tables with
 * inline styles, images, variables and blocks, filled with paragraphs up to the wanted size in bytes.
 */
export function realisticTemplate(seed: number, bytes: number): string {
  const next = sequence(seed);
  const word = (): string => vocabulary[Math.floor(next() * vocabulary.length)] ?? "";
  const sentence = (): string => {
    const words = Array.from({ length: 8 + Math.floor(next() * 10) }, word).join(" ");
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

const text = "font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:24px;color:#333333;padding:0 0 16px";

function rowOf(index: number, sentence: () => string, word: () => string): string {
  const prose = `<p style="${text}">${sentence()} {{ ${word()}.${word()} }} ${sentence()} <strong>${word()}</strong> ${sentence()} ${sentence()}</p>`;
  const extras = [
    `<img src="cid:${word()}" width="560" height="20" alt="${word()} ${word()}">`,
    `{{#if ${word()}}}<p style="${text}">${sentence()}</p>{{/if}}`,
    `<ul>${[1, 2, 3].map(() => `<li style="${text}">${sentence()}</li>`).join("")}</ul>`,
    `<table class="button" role="presentation"><tr><td bgcolor="#0b5fff"><a href="{{ ${word()}_url }}" style="color:#ffffff">${word()}</a></td></tr></table>`,
    `<!--[if mso]><table width="600"><tr><td><![endif]--><p class="quiet">${sentence()}</p><!--[if mso]></td></tr></table><![endif]-->`,
  ];
  return `<tr><td class="cell" style="padding:24px;background-color:#ffffff"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td>${prose}${extras[index % extras.length]}</td></tr></table></td></tr>\n`;
}

const head = `---
subject: Your weekly summary
type: notification
---
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Weekly summary</title>
<style>
body { margin: 0; background: #f2f4f6 } table { border-spacing: 0 } .cell { padding: 24px } .quiet { color: #6b7280; font-size: 13px }
.button td { border-radius: 4px; padding: 12px 20px } .button a { text-decoration: none } a:hover { color: #003ea8 }
@media only screen and (max-width: 600px) { .wrap { width: 100% !important } .cell { padding: 12px !important } }
@media (prefers-color-scheme: dark) { body, .cell { background: #1f2937 !important; color: #f9fafb !important } }
</style></head>
<body><div style="display:none;max-height:0">Here is what happened in your account this week.</div>
<table role="presentation" width="100%"><tr><td align="center"><table class="wrap" role="presentation" width="600">
`;
const foot = `<tr><td class="cell quiet">You receive this weekly report because you have an account. <a href="{{ unsubscribe_url }}">Unsubscribe</a></td></tr>
</table></td></tr></table></body></html>
`;
