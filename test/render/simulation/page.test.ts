import { createHash } from "node:crypto";
import { HtmlValidate } from "html-validate";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, test } from "vitest";
import { langs } from "../../../src/model/language.ts";
import { renderSimulationHtml } from "../../../src/render/simulation/html.ts";
import { pageStyle, pageStyleHash } from "../../../src/render/simulation/page-style.ts";
import { hostileNames, simulationOf, usualNames } from "../../support/simulations.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const plans = { "a usual plan": usualNames, "hostile names": hostileNames };
const pages = langs.flatMap((lang) => Object.entries(plans).map(([plan, names]) => ({ lang, plan, names })));
// It counts a title's characters as they are written in the source, where one of a stranger's may take six.
const validator = new HtmlValidate({ extends: ["html-validate:recommended"], rules: { "long-title": "off" } });

function elementsOf(node: Node): readonly Element[] {
  const children = "childNodes" in node ? node.childNodes.flatMap(elementsOf) : [];
  return "tagName" in node ? [node, ...children] : children;
}

function textOf(node: Node): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

function textsOf(html: string, tag: string): readonly string[] {
  return elementsOf(parse(html))
    .filter(({ tagName }) => tagName === tag)
    .map(textOf);
}

describe("the page of a simulation", () => {
  test.each(pages)("is valid and accessible in $lang with $plan", async ({ lang, names }) => {
    const { results } = await validator.validateString(renderSimulationHtml(simulationOf(names), lang));
    const faults = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`),
    );
    expect(faults).toEqual([]);
  });

  test.each(pages)("runs nothing and asks nothing of the network in $lang with $plan", ({ lang, names }) => {
    const elements = elementsOf(parse(renderSimulationHtml(simulationOf(names), lang)));
    const tags = new Set(elements.map(({ tagName }) => tagName));
    for (const tag of ["script", "link", "img", "image", "use", "iframe", "object", "a", "form", "base"])
      expect(tags, tag).not.toContain(tag);
    const attributes = elements.flatMap(({ attrs }) => attrs);
    expect(attributes.filter(({ name }) => /^on|^(?:href|src|style|srcset|action)$/.test(name))).toEqual([]);
    expect(attributes.filter(({ name, value }) => name !== "xmlns" && /^\s*(?:https?:|url\()/.test(value))).toEqual([]);
  });

  test("allows the one style it has, by its hash, and nothing else", () => {
    expect(createHash("sha256").update(pageStyle).digest("base64")).toBe(pageStyleHash);
    const html = renderSimulationHtml(simulationOf(usualNames), "en");
    expect(textsOf(html, "style")).toEqual([pageStyle]);
    const policy = elementsOf(parse(html)).find(({ attrs }) => attrs.some(({ value }) => value === "Content-Security-Policy"));
    expect(policy?.attrs.find(({ name }) => name === "content")?.value).toBe(
      `default-src 'none'; style-src 'sha256-${pageStyleHash}'; base-uri 'none'; form-action 'none'`,
    );
  });

  test("shows names of strangers as text, without what steers", () => {
    const html = renderSimulationHtml(simulationOf(hostileNames), "en");
    const [heading = ""] = textsOf(html, "h1");
    expect(heading).toContain("</title></style><script>alert(1)</script>");
    expect(heading).toContain(String.raw`\u001b[31m\u202eevil`);
    expect(html).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\uFFFE\uFFFF]/);
    expect(html.isWellFormed()).toBe(true);
  });

  test("names every id once", () => {
    const ids = elementsOf(parse(renderSimulationHtml(simulationOf(hostileNames), "en"))).flatMap(({ attrs }) =>
      attrs.filter(({ name }) => name === "id").map(({ value }) => value),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(0);
  });

  test("says warnings with severity and clause, and that the model is uncalibrated", () => {
    const html = renderSimulationHtml(simulationOf(usualNames), "en");
    expect(textsOf(html, "li")[0]).toBe("error 100,000 mails on the first day of a new domain. (clause 27)");
    expect(html).toContain('<p class="basis">model, uncalibrated</p>');
  });

  test("has no more than two digits of where mail lands, calibrated or not", () => {
    const report = simulationOf(usualNames);
    const cells = (isCalibrated: boolean) =>
      textsOf(renderSimulationHtml({ ...report, isCalibrated }, "en"), "tr").find((row) =>
        row.startsWith("delivered to the inbox"),
      );
    expect(cells(false)).toMatch(/≈ \d,\d00,000/);
    expect(cells(true)).toBe(cells(false));
  });

  test("puts guesses before all other parameters, and shows how the most telling one is set", () => {
    const html = renderSimulationHtml(simulationOf({ ...usualNames, providers: ["gmail", "qq"] }), "en");
    const standings = textsOf(html, "summary").filter((summary) => summary !== "Show the figures");
    expect(standings).toEqual(["assumed (2)", "reported (1)", "given (1)", "calibrated (1)", "documented (3)"]);
    expect(textsOf(html, "pre")).toEqual([
      "providers:\n  gmail:\n    volumeStart:\n      value: 20000\n      low: 2000\n      high: 60000",
    ]);
  });

  test("has the figures behind each plot, one row a day", () => {
    const figures = elementsOf(parse(renderSimulationHtml(simulationOf(usualNames, 30), "en"))).filter(
      ({ tagName }) => tagName === "figure",
    );
    const rows = figures.map((figure) => ({
      plot: textOf(elementsOf(figure).find(({ tagName }) => tagName === "figcaption") ?? figure),
      rows: elementsOf(figure).filter(({ tagName }) => tagName === "tr").length - 1,
    }));
    expect(rows).toEqual([
      { plot: "Mails accepted so far", rows: 30 },
      { plot: "Mails a day by fate", rows: 30 },
      { plot: "Quota and mails sent: mail.example.com", rows: 30 },
      { plot: "Quota and mails sent: news.example.com", rows: 30 },
      { plot: "Reputation at mailbox providers", rows: 30 },
      { plot: "Cost by month", rows: 3 },
      { plot: "What the day of completion rests on most", rows: 11 },
    ]);
  });

  test("tells a plan of one day by tables alone", () => {
    const html = renderSimulationHtml(simulationOf(usualNames, 1), "en");
    expect(textsOf(html, "h3")).toContain("Mails a day by fate");
    expect(textsOf(html, "figcaption")).toEqual(["Cost by month", "What the day of completion rests on most"]);
  });

  test("is whole for a report in which nothing happened", async () => {
    const report = {
      ...simulationOf(usualNames, 0),
      campaigns: [],
      warnings: [],
      tornados: [],
      parameters: [],
      ipSizing: [],
    };
    const html = renderSimulationHtml(report, "en");
    expect((await validator.validateString(html)).valid).toBe(true);
    expect(html).toContain("Nothing in this plan calls for a warning.");
  });

  test("stays small for 90 days and 12 providers, and thins ten years out", () => {
    const names = { ...usualNames, providers: Array.from({ length: 12 }, (_, at) => `provider ${at}`) };
    expect(renderSimulationHtml(simulationOf(names, 90), "en").length).toBeLessThan(1_500_000);
    const years = renderSimulationHtml(simulationOf(names, 3_650), "en");
    expect(years.length).toBeLessThan(4_000_000);
    expect(years).toContain("Each row and step stands for 10 days");
  });
});
