const MS_A_DAY = 86_400_000;

/** Days from 1970-01-01 to a date such as `2026-12-01`; undefined for one that does not exist. */
export function dayNumber(written: string): number | undefined {
  const [, year = "", month = "", date = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written) ?? [];
  const day = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const monthStart = Date.UTC(Number(year), Number(month) - 1, 1);
  const monthEnd = Date.UTC(Number(year), Number(month), 1);
  const isThere = year !== "" && Number(month) >= 1 && Number(month) <= 12 && day >= monthStart && day < monthEnd;
  return isThere ? day / MS_A_DAY : undefined;
}
