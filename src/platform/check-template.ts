import { judge } from "../engine/judge.ts";
import type { UserOverrides } from "../engine/ruleset.ts";
import { rejectedReport } from "../engine/summarize.ts";
import { type MailType, mailTypes } from "../model/mail-type.ts";
import type { Report } from "../model/report.ts";
import { failed, ok, type Problem, type Result } from "../model/result.ts";
import { type Dialect, dialects as known } from "../model/template-tag.ts";
import type { Waiver } from "../model/waiver.ts";
import { parseTemplate, type RawFile } from "../parse/parse-template.ts";
import { bytesOf, type MailSource, optionText, rulesetOf, unknownWord, waivingFor, wrongNames, wrongRules } from "./options.ts";

/** How a template is judged. Everything has a default. */
export interface CheckTemplateOptions {
  /** The name in the report, whose extension tells the format; else the text does. `template` by default. */
  readonly file?: string;
  /** `tencent-ses` by default. */
  readonly profile?: string;
  /** Declared by the caller; else front matter, inference, `marketing`. */
  readonly type?: MailType;
  readonly subject?: string;
  /** The plain-text form of the same mail. */
  readonly text?: MailSource;
  /** Example values for the template's variables. */
  readonly data?: unknown;
  /** Template languages beyond those told by the file's name. */
  readonly dialects?: readonly Dialect[];
  /** Changes to rules, by id or `area/*`. */
  readonly rules?: UserOverrides;
  /** What may stay broken for a time. */
  readonly waivers?: readonly Waiver[];
  /** The moment that waivers are held against, in milliseconds since 1970; now by default. */
  readonly nowMs?: number;
}

/** Every option, so that the compiler asks for a new one here. */
const optionNames: Readonly<Record<keyof CheckTemplateOptions, true>> = {
  file: true,
  profile: true,
  type: true,
  subject: true,
  text: true,
  data: true,
  dialects: true,
  rules: true,
  waivers: true,
  nowMs: true,
};

/**
 * Judges one template. Never throws for what is in it: what cannot be read is a report with an `error`.
 * So is a wrong option, since a report is what the caller can handle.
 */
export async function checkTemplate(source: MailSource, options: CheckTemplateOptions = {}): Promise<Report> {
  const misnamed = wrongNames(options, Object.keys(optionNames), optionText);
  if (misnamed) return rejectedReport("template", { profile: "tencent-ses", type: "marketing", typeFrom: "default" }, misnamed);
  const { file = "template", profile = "tencent-ses", type } = options;
  const report = await judged(source, file, profile, options);
  if (report.ok) return report.value;
  return rejectedReport(file, { profile, type: type ?? "marketing", typeFrom: type ? "given" : "default" }, report.problem);
}

async function judged(source: MailSource, file: string, profile: string, options: CheckTemplateOptions): Promise<Result<Report>> {
  const { rules = {}, subject, data, dialects = [] } = options;
  const wrong = wrongOption(options) ?? (await wrongRules(rules));
  if (wrong) return failed(wrong);
  const waiving = await waivingFor(file, options);
  if (!waiving.ok) return waiving;
  const ruleset = await rulesetOf(profile, rules);
  if (!ruleset.ok) return ruleset;
  const files = filesOf(source, file, options.text);
  if (!files.ok) return files;
  const document = await parseTemplate({ name: file, files: files.value, subject, data, dialects });
  return document.ok ? ok(judge(document.value, ruleset.value, options.type, waiving.value)) : document;
}

function filesOf(source: MailSource, name: string, text: MailSource | undefined): Result<readonly RawFile[]> {
  const bytes = bytesOf(source);
  if (!bytes.ok) return bytes;
  if (text === undefined) return ok([{ file: "", name, bytes: bytes.value }]);
  const beside = bytesOf(text);
  if (!beside.ok) return beside;
  return ok([
    { file: "text/html", name, bytes: bytes.value },
    { file: "text/plain", name: `${name}.txt`, bytes: beside.value },
  ]);
}

function wrongOption({ type, dialects = [], data }: CheckTemplateOptions): Problem | undefined {
  if (type !== undefined && !mailTypes.includes(type)) return unknownWord({ en: "mail type", zh: "邮件类型" }, type, mailTypes);
  const unknown = dialects.find((dialect) => !known.includes(dialect));
  if (unknown !== undefined) return unknownWord({ en: "dialect", zh: "模板语言" }, unknown, known);
  const isObject = data === undefined || (typeof data === "object" && data !== null && !Array.isArray(data));
  return isObject
    ? undefined
    : {
        code: "data-invalid",
        message: { en: "The data is no object.", zh: "数据不是对象。" },
        hint: { en: 'Give the values by name, such as { name: "Ann" }.', zh: '请按名称给出值，例如 { name: "Ann" }。' },
      };
}
