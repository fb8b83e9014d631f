import type { AskedServer, ComparedQuestion, PropagationPart, RememberedAnswer, WayState } from "../model/domain/propagation.ts";
import { excerpt } from "../model/excerpt.ts";
import type { Lang, Text } from "../model/language.ts";
import { printable } from "./escape.ts";
import type { Saying } from "./pretty.ts";
import type { Style } from "./style.ts";
import { type Cell, tableLines } from "./table.ts";

/** Who serves the zone and how, then what is said of each name: by the servers, and by the resolvers. */
export function propagationLines({ servers, questions }: PropagationPart, { lang, style }: Saying): readonly string[] {
  const resolvers = questions[0]?.remembered.map(({ resolver }) => printable(resolver)) ?? [];
  const serverHeading = [columns.server[lang], columns.address[lang], columns.state[lang], columns.serial[lang], "TCP", "EDNS"];
  const questionHeading = [columns.record[lang], columns.servers[lang], ...resolvers];
  const rows = questions.map((question) => questionCells(question, lang, style));
  return [
    ...tableLines(
      serverHeading,
      servers.map((server) => serverCells(server, lang, style)),
      style,
    ),
    ...(rows.length === 0 ? [] : ["", ...tableLines(questionHeading, rows, style)]),
    ...questions.flatMap((question) => answerLines(question, lang)),
  ];
}

/** The part as the published schema describes it. */
export function jsonPropagation({ zone, servers, delegation, ownHosts, glue, questions }: PropagationPart): object {
  return { zone, servers, delegation: delegation?.hosts, ownHosts, glue, questions };
}

const columns = {
  server: { en: "name server", zh: "名称服务器" },
  address: { en: "address", zh: "地址" },
  state: { en: "state", zh: "状态" },
  serial: { en: "serial", zh: "序列号" },
  record: { en: "record", zh: "记录" },
  servers: { en: "servers of the zone", zh: "区域的服务器" },
} as const;

const stateTexts: Readonly<Record<AskedServer["state"], Text>> = {
  serving: { en: "serves", zh: "提供权威应答" },
  lame: { en: "does not speak for the zone", zh: "不提供权威应答" },
  silent: { en: "no answer", zh: "没有应答" },
  private: { en: "not asked: not a public address", zh: "未询问：不是公网地址" },
};

const wayTexts: Readonly<Record<WayState, Text>> = {
  taken: { en: "yes", zh: "支持" },
  missing: { en: "no", zh: "不支持" },
  unknown: { en: "–", zh: "–" },
};

function serverCells({ host, address, state, rcode, serial, tcp, edns }: AskedServer, lang: Lang, style: Style): readonly Cell[] {
  const paint = state === "serving" ? style.good : state === "lame" ? style.error : style.faint;
  const code = state === "lame" ? ` (${rcode})` : "";
  return [
    { text: printable(host) },
    { text: printable(address) },
    { text: `${stateTexts[state][lang]}${code}`, paint },
    { text: serial === undefined ? "–" : String(serial) },
    wayCell(tcp, lang, style),
    wayCell(edns, lang, style),
  ];
}

function wayCell(way: WayState, lang: Lang, style: Style): Cell {
  const paint = way === "taken" ? style.good : way === "missing" ? style.warning : style.faint;
  return { text: wayTexts[way][lang], paint };
}

function questionCells({ name, type, served, remembered }: ComparedQuestion, lang: Lang, style: Style): readonly Cell[] {
  return [
    { text: printable(`${name} ${type}`) },
    servedCell(served, lang, style),
    ...remembered.map((each) => rememberedCell(each, lang, style)),
  ];
}

function servedCell(served: ComparedQuestion["served"], lang: Lang, style: Style): Cell {
  const [most, other] = served;
  if (!most) return { text: texts.unknown[lang], paint: style.faint };
  if (other) return { text: texts.differ[lang], paint: style.warning };
  return { text: most.values.length === 0 ? texts.agreeOnNone[lang] : texts.agree[lang], paint: style.good };
}

function rememberedCell({ state, ttlSeconds }: RememberedAnswer, lang: Lang, style: Style): Cell {
  if (state === "unknown") return { text: texts.unknown[lang], paint: style.faint };
  if (state === "unheld") return { text: texts.unheld[lang], paint: style.faint };
  if (state === "same") return { text: texts.same[lang], paint: style.good };
  const rest = ttlSeconds === 0 ? "" : { en: `, for ${ttlSeconds} s`, zh: `，还有 ${ttlSeconds} 秒` }[lang];
  return { text: `${texts.old[lang]}${rest}`, paint: style.warning };
}

const texts = {
  unknown: { en: "not known", zh: "未知" },
  differ: { en: "differ", zh: "不一致" },
  agree: { en: "agree", zh: "一致" },
  agreeOnNone: { en: "agree: no record", zh: "一致：无此记录" },
  old: { en: "old", zh: "旧记录" },
  same: { en: "the same", zh: "相同" },
  unheld: { en: "answers", zh: "有应答" },
  none: { en: "no such record", zh: "无此记录" },
} as const;

/** Who answers what, where not all say the same. */
function answerLines({ name, type, served, remembered }: ComparedQuestion, lang: Lang): readonly string[] {
  const unheld = remembered.filter(({ state }) => state === "unheld");
  const isSame = new Set(unheld.map(({ values }) => JSON.stringify(values))).size < 2;
  const apart = [...remembered.filter(({ state }) => state === "old"), ...(isSame ? [] : unheld)];
  if (served.length < 2 && apart.length === 0) return [];
  return [
    `  ${printable(`${name} ${type}`)}`,
    ...served.map(({ values, servers }) => answerLine(servers.join(", "), values, lang)),
    ...apart.map(({ resolver, values, ttlSeconds }) =>
      answerLine(ttlSeconds === 0 ? resolver : `${resolver} (${ttlSeconds} s)`, values, lang),
    ),
  ];
}

function answerLine(who: string, values: readonly string[], lang: Lang): string {
  const answer = values.length === 0 ? texts.none[lang] : excerpt(values.join(" · "));
  return `    ${printable(excerpt(who))}: ${printable(answer)}`;
}
