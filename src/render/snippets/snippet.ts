import type { Repair } from "../../model/domain/repair.ts";
import type { SnippetFormat } from "../../model/formats.ts";
import { renderBind } from "./bind.ts";
import { renderCloudflare } from "./cloudflare.ts";
import { renderDnspod } from "./dnspod.ts";
import { renderRoute53 } from "./route53.ts";
import { renderTerraform } from "./terraform.ts";

const renderers: { readonly [F in SnippetFormat]: (repair: Repair) => string } = {
  bind: renderBind,
  dnspod: renderDnspod,
  route53: renderRoute53,
  cloudflare: renderCloudflare,
  terraform: renderTerraform,
};

/** The edits of a repair in the words of a kind of DNS hosting, to paste; empty without edits. */
export function renderSnippet(repair: Repair, format: SnippetFormat): string {
  return repair.edits.length === 0 ? "" : renderers[format](repair);
}
