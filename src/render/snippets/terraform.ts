import type { RecordEdit, Repair } from "../../model/domain/repair.ts";
import { escapedName } from "./records.ts";
import { route53Value } from "./route53.ts";

/** Resources `aws_route53_record` for Terraform: one has all records of a name and type. What goes is told in comments. */
export function renderTerraform({ edits }: Repair): string {
  return edits.map(resourceOf).join("\n\n");
}

function resourceOf({ action, name, type, ttlSeconds, after }: RecordEdit, at: number): string {
  const label = `${name.replace(/[^a-z\d]+/gi, "_")}_${type.toLowerCase()}`;
  const title = `"aws_route53_record" "record_${at + 1}_${label}"`;
  if (action === "remove") return `# Take out the resource of ${type} at ${escapedName(name, 8)}, or the records themselves.`;
  return [
    `resource ${title} {`,
    "  zone_id         = var.zone_id",
    `  name            = ${literal(escapedName(name, 8))}`,
    `  type            = "${type}"`,
    `  ttl             = ${ttlSeconds}`,
    "  allow_overwrite = true",
    `  records = [`,
    ...after.map((value) => `    ${literal(unquotedEnds(type, route53Value(type, value)))},`),
    "  ]",
    "}",
  ].join("\n");
}

/** The provider puts the outer quotes around a text by itself; those between strings are for the author. */
function unquotedEnds(type: RecordEdit["type"], value: string): string {
  return type === "TXT" ? value.slice(1, -1).replaceAll('" "', '""') : value;
}

/** A text of the configuration language, in which nothing is filled in. */
function literal(text: string): string {
  const escaped = text.replace(/["\\]/g, "\\$&").replace(/[$%]\{/g, (mark) => mark.charAt(0) + mark);
  return `"${escaped}"`;
}
