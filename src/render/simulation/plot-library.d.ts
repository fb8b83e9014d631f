/** What is relied on of the plotting library and of the DOM it draws into; their own types ask for those of a browser. */
declare module "@observablehq/plot" {
  import type { SvgDocument, SvgElement } from "linkedom";

  export interface Mark {
    readonly render: unknown;
  }

  /** Names of the data's fields, constants, or functions of a datum. */
  export type Options = Readonly<Record<string, unknown>>;

  export interface PlotOptions {
    readonly document: SvgDocument;
    readonly width: number;
    readonly height: number;
    readonly marginTop: number;
    readonly marginRight: number;
    readonly marginBottom: number;
    readonly marginLeft: number;
    readonly x: Options;
    readonly y: Options;
    readonly marks: readonly Mark[];
  }

  export function plot(options: PlotOptions): SvgElement;
  export function areaY(data: readonly unknown[], options: Options): Mark;
  export function barX(data: readonly unknown[], options: Options): Mark;
  export function dot(data: readonly unknown[], options: Options): Mark;
  export function lineY(data: readonly unknown[], options: Options): Mark;
  export function ruleX(data: readonly unknown[], options: Options): Mark;
  export function ruleY(data: readonly unknown[], options: Options): Mark;
  export function text(data: readonly unknown[], options: Options): Mark;
}

declare module "linkedom" {
  export interface SvgElement {
    readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
    readonly outerHTML: string;
    textContent: string;
    setAttribute(name: string, value: string): void;
    removeAttribute(name: string): void;
    append(...children: readonly SvgElement[]): void;
    prepend(...children: readonly SvgElement[]): void;
    remove(): void;
    querySelectorAll(selector: string): Iterable<SvgElement>;
  }

  export interface SvgDocument {
    createElementNS(namespace: string, name: string): SvgElement;
  }

  export function parseHTML(html: string): { readonly document: SvgDocument };
}
