/** What is relied on of @observablehq/plot; its own types ask for those of a browser. tsconfig.json leads here. */
import type { SvgDocument, SvgElement } from "./linkedom.d.ts";

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
