export { analyze } from "./engine/analyze.ts";
export type { UserOverrides } from "./engine/ruleset.ts";
export { summarize } from "./engine/summarize.ts";
export type {
  Calibration,
  CalibrationVerdict,
  Coverage,
  FittedParameter,
  FittedRate,
  ListRate,
  UntoldParameter,
} from "./model/calibration.ts";
export type { Facts } from "./model/check.ts";
export type { Dns, DnsAnswer, DnsFailure, DnsRecord, DnsType } from "./model/dns.ts";
export type { Document, DocumentKind, Gap, Place, Source } from "./model/document.ts";
export type { Finding, Verdict } from "./model/finding.ts";
export type { Lang, Text } from "./model/language.ts";
export type { MailType, TypeOrigin } from "./model/mail-type.ts";
export type { Position, Range, Span } from "./model/place.ts";
export type { BodyMeasures, Deduction, Measures, Report, UnjudgedRule } from "./model/report.ts";
export type { Problem, ProblemCode, Result } from "./model/result.ts";
export type { Axis, ByType, Change, Override, Rule, RuleDefinition, Severity } from "./model/rule.ts";
export type {
  Band,
  Constraint,
  MailCounter,
  ParameterNote,
  SimulatedCampaign,
  SimulatedDay,
  SimulationReport,
  SimulationWarning,
} from "./model/simulation.ts";
export type { Dialect } from "./model/template-tag.ts";
export type { Waived, Waiver } from "./model/waiver.ts";
export { parseMessage, type RawMessage } from "./parse/message/parse-message.ts";
export { parseTemplate, type RawFile, type RawTemplate } from "./parse/parse-template.ts";
export { type Calibrated, type CalibrateOptions, calibrate } from "./platform/calibrate-log.ts";
export { type CheckDomainOptions, checkDomain } from "./platform/check-domain.ts";
export { type CheckMessageOptions, checkMessage } from "./platform/check-message.ts";
export { type CheckTemplateOptions, checkTemplate } from "./platform/check-template.ts";
export { type MailSource, rulesetOf } from "./platform/options.ts";
export { type Simulated, type SimulateOptions, simulate } from "./platform/simulate-plan.ts";
export { renderFittedYaml } from "./render/calibration/yaml.ts";
export { jsonReport, renderJson } from "./render/json.ts";
export { renderNdjson } from "./render/ndjson.ts";
export { renderPretty, type Saying } from "./render/pretty.ts";
export { type Style, styleFor } from "./render/style.ts";
