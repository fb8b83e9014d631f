/** The style of the page: few colours, light or dark as the reader's system is, and on paper without what only screens need. */
export const pageStyle = `
:root{color-scheme:light dark;--ink:#1f2933;--soft:#5a6571;--line:#dfe3e8;--page:#fff;--tint:#f5f6f8;--error:#a8321c;--warning:#855500;--info:#2c639a}
@media (prefers-color-scheme:dark){:root{--ink:#dfe4ea;--soft:#9aa5b1;--line:#303842;--page:#14181d;--tint:#1c2128;--error:#f0907c;--warning:#dfb05a;--info:#86b7e8}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK SC",sans-serif}
main,header,footer{max-width:52rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{margin:0;font-size:1.6rem;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
h2{margin:3rem 0 .75rem;font-size:1.15rem;font-weight:600}
h3{margin:1.75rem 0 .4rem;font-size:.9375rem;font-weight:600;overflow-wrap:anywhere}
p{margin:.5rem 0}
.soft,.facts,summary,footer{color:var(--soft);font-size:.875rem}
.basis{display:inline-block;margin:.75rem 0 .25rem;padding:.1rem .6rem;border:1px solid var(--warning);border-radius:1rem;color:var(--warning);font-size:.8125rem}
.basis.calibrated{border-color:var(--info);color:var(--info)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(10rem,1fr));gap:1px;margin:2rem 0 0;background:var(--line);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.tiles div{min-width:0;padding:.85rem 1rem;background:var(--page)}
.tiles dt{color:var(--soft);font-size:.8125rem;overflow-wrap:anywhere}
.tiles dd{margin:0;overflow-wrap:anywhere}
.tiles .value{font-size:1.3rem;white-space:nowrap;line-height:1.4;font-weight:600;font-variant-numeric:tabular-nums}
.tiles .band{color:var(--soft);font-size:.8125rem;font-variant-numeric:tabular-nums}
.warnings{margin:0;padding:0;list-style:none}
.warnings li{margin:.5rem 0;padding:.65rem .9rem;border-left:3px solid var(--info);background:var(--tint);overflow-wrap:anywhere}
.warnings .error{border-color:var(--error)}
.warnings .warning{border-color:var(--warning)}
.warnings strong{color:var(--info);font-weight:600}
.warnings .error strong{color:var(--error)}
.warnings .warning strong{color:var(--warning)}
figure{margin:2rem 0 0}
figcaption{margin-bottom:.4rem;font-size:.9375rem;font-weight:600;overflow-wrap:anywhere}
figure svg{display:block;max-width:100%;height:auto}
.narrow{display:none}
section>h2+figure:last-child figcaption,section>h2+p+figure:last-child figcaption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
section>h2+figure:last-child,section>h2+p+figure:last-child{margin-top:.75rem}
details{margin:.5rem 0 0}
summary{cursor:pointer}
.scroll{overflow-x:auto;margin:.5rem 0}
.scroll.long{max-height:26rem;overflow-y:auto}
.long thead th{position:sticky;top:0;background:var(--page)}
table{width:100%;border-collapse:collapse;font-size:.875rem;line-height:1.4}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
th,td{padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-size:.8125rem;vertical-align:bottom}
.figure{text-align:right;font-variant-numeric:tabular-nums}
td.figure{white-space:nowrap}
tbody th{min-width:8rem;overflow-wrap:break-word}
.parameters td,.parameters tbody th{overflow-wrap:break-word}
.parameters td.figure{max-width:12rem;white-space:normal}
.parameters td:last-child{min-width:14rem;color:var(--soft)}
.assumed>summary{color:var(--warning)}
pre{margin:.75rem 0;padding:.75rem 1rem;overflow-x:auto;border-radius:.375rem;background:var(--tint);font:.8125rem/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}
footer{padding-top:2.5rem;padding-bottom:3rem}
@media (max-width:40rem){header{padding-top:1.5rem}.wide{display:none}.narrow{display:block}thead th{white-space:nowrap}.tiles div{min-width:0;padding:.75rem}.tiles .value{font-size:1.15rem}}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--page:#fff;--tint:#fff}body{font-size:10pt}.wide{display:block}.narrow{display:none}figure,tr,.tiles{break-inside:avoid}.scroll,.scroll.long{max-height:none;overflow:visible}h2{break-after:avoid}}
`;

/** The SHA-256 of {@link pageStyle} in Base64: the page's policy allows this style and no other. */
export const pageStyleHash = "OxPKEIbaHyQZeQkrtUx1JgoscukK9ogPGQg8faC8gyw=";
