import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as api from "../../src/index.ts";

const index = new URL("../../src/index.ts", import.meta.url);

/** Every name that src/index.ts exports, whether it is a type, and the file that defines it. */
const exported = [...readFileSync(index, "utf8").matchAll(/export (type )?\{([^}]*)\} from "([^"]+)";/g)]
  .flatMap(([, allTypes, names = "", from = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "")
      .map((name) => ({ name: name.replace(/^type /, ""), isType: allTypes !== undefined || name.startsWith("type "), from })),
  )
  .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Names that other programs rely on. A name taken from here breaks them; a name added is a promise. */
const values =
  "analyze calibrate checkDomain checkMessage checkTemplate jsonReport parseMessage parseTemplate renderFittedYaml renderJson renderNdjson renderPretty rulesetOf simulate styleFor summarize".split(
    " ",
  );
const types =
  "Axis Band BodyMeasures ByType CalibrateOptions Calibrated Calibration CalibrationVerdict Change CheckDomainOptions CheckMessageOptions CheckTemplateOptions Constraint Coverage Deduction Dialect Dns DnsAnswer DnsFailure DnsRecord DnsType Document DocumentKind Facts Finding FittedParameter FittedRate Gap Lang ListRate MailCounter MailSource MailType Measures Override ParameterNote Place Position Problem ProblemCode Range RawFile RawMessage RawTemplate Report Result Rule RuleDefinition Saying Severity SimulateOptions Simulated SimulatedCampaign SimulatedDay SimulationReport SimulationWarning Source Span Style Text TypeOrigin UnjudgedRule UntoldParameter UserOverrides Verdict Waived Waiver".split(
    " ",
  );

/** Definitions that still lack their comment; to be emptied, never to grow. */
test("exports exactly these values", () => {
  expect(Object.keys(api).sort()).toEqual(values);
  expect(exported.filter(({ isType }) => !isType).map(({ name }) => name)).toEqual(values);
});

test("exports exactly these types", () => {
  expect(exported.filter(({ isType }) => isType).map(({ name }) => name)).toEqual(types);
});

test.for(exported)("$name has a comment where it is defined", ({ name, from }) => {
  const source = readFileSync(new URL(from, index), "utf8");
  const defined = new RegExp(`\\*/\\nexport (?:async )?(?:function|const|type|interface) ${name}\\b`);
  expect(defined.test(source)).toBe(true);
});
