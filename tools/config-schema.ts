import { toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";
import { ruleDefinition } from "../src/engine/rule-schema.ts";
import { senderFile } from "../src/engine/sender-schema.ts";
import { configSchema } from "../src/platform/config.ts";
import { fittedSchema } from "../src/simulate/scenario/fitted-file.ts";
import { scenarioSchema } from "../src/simulate/scenario/schema.ts";

/** JSON Schema (2020-12) of a configuration file, for editors; the tool itself reads by the schema this is made from. */
export function configJsonSchema(): object {
  return described(configSchema, "Mailworthy configuration", "mailworthy.yaml, mailworthy.yml or mailworthy.json.");
}

/** JSON Schema (2020-12) of a rule file. */
export function ruleJsonSchema(): object {
  return described(ruleDefinition, "Mailworthy rule", "One file under rules/, or in a folder given to --rules.");
}

/** JSON Schema (2020-12) of a file of senders. */
export function sendersJsonSchema(): object {
  return described(senderFile, "Mailworthy senders", "A file given to --senders: where the mail of domains comes from.");
}

/** JSON Schema (2020-12) of a scenario file. */
export function scenarioJsonSchema(): object {
  return described(scenarioSchema, "Mailworthy scenario", "A sending plan for mailworthy simulate.");
}

/** JSON Schema (2020-12) of a file of fitted parameters. */
export function fittedJsonSchema(): object {
  return described(
    fittedSchema,
    "Mailworthy fitted parameters",
    "A file that mailworthy simulate calibrate writes, for --calibration.",
  );
}

/** What JSON Schema cannot say, such as a check by a function, is left out: a file that fits may still be refused. */
function described(schema: v.GenericSchema<unknown, unknown>, title: string, description: string): object {
  const { $schema, ...rest } = toJsonSchema(schema, { target: "draft-2020-12", typeMode: "input", errorMode: "ignore" });
  return { $schema, title, description, ...rest };
}
