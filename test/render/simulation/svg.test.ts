import { describe, expect, test } from "vitest";
import { langs } from "../../../src/model/language.ts";
import { renderSimulationSvg } from "../../../src/render/simulation/svg.ts";
import { hostileNames, simulationOf, usualNames } from "../../support/simulations.ts";
import { xmlFault } from "../../support/well-formed.ts";

const plans = { "a usual plan": usualNames, "hostile names": hostileNames };
const pictures = langs.flatMap((lang) => Object.entries(plans).map(([plan, names]) => ({ lang, plan, names })));

describe("the picture of a simulation", () => {
  test.each(pictures)("is well-formed XML in $lang with $plan", ({ lang, names }) => {
    expect(xmlFault(renderSimulationSvg(simulationOf(names), lang))).toBeUndefined();
  });

  test.each(pictures)("has no script, style or outside address in $lang with $plan", ({ lang, names }) => {
    const svg = renderSimulationSvg(simulationOf(names), lang);
    expect(svg).not.toMatch(/<(?:script|style|image|use|foreignObject|a)\b/);
    expect(svg).not.toMatch(/<[^>]*\s(?:on\w+|href|style|class)=/);
    expect(svg.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/="[^"]*(?:https?:|url\()/);
  });

  test("is the same however often it is drawn", () => {
    const draw = () => renderSimulationSvg(simulationOf(usualNames), "en");
    expect(draw()).toBe(draw());
  });

  test("shows each plot under its title", () => {
    const titles = [...renderSimulationSvg(simulationOf(usualNames), "zh").matchAll(/font-weight="600">([^<]*)</g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual([
      "Winter campaign to one million",
      "累计接受的邮件",
      "每日邮件去向",
      "配额与发送量：mail.example.com",
      "配额与发送量：news.example.com",
      "在各邮箱服务商的信誉",
      "每月费用",
      "对完成日期影响最大的参数",
    ]);
  });

  test("shows neither costs nor sensitivities where there are none", () => {
    const report = simulationOf(usualNames);
    const nothing = { p5: 0, p50: 0, p95: 0 };
    const svg = renderSimulationSvg({ ...report, tornados: [], cost: { ...report.cost, total: nothing } }, "en");
    expect(svg).not.toContain("Cost by month");
    expect(svg).not.toContain("rests on most");
  });

  test("a fault of XML is seen by these tests", () => {
    for (const broken of ["<a><b></a></b>", "<a>&nbsp;</a>", '<a b="1" b="2"></a>', "<a b=1></a>", "<a>", "<a>\u0001</a>"])
      expect(xmlFault(broken), broken).toBeTypeOf("string");
  });
});
