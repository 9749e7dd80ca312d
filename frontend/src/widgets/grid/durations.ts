/** Lengths of time, in seconds. */

const DAY = 86_400;
const TEXT = /^(-)?(?:(\d+) ?d(?:ays?,?)?)? ?(?:(\d+):(\d\d)(?::(\d\d(?:\.\d{1,6})?))?)?$/;

/** Seconds as text, such as 1d 02:03:04. */
export function durationText(seconds: number): string {
  const left = Math.abs(seconds);
  const days = Math.floor(left / DAY);
  const micros = Math.round((left - days * DAY) * 1e6);
  const whole = Math.floor(micros / 1e6);
  const clock = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, "0")).join(":");
  const parts = micros % 1e6 === 0 ? "" : `.${String(micros % 1e6).padStart(6, "0").replace(/0+$/, "")}`;
  return `${seconds < 0 ? "-" : ""}${days > 0 ? `${days}d ` : ""}${clock}${parts}`;
}

/** The seconds that a text says, which may be a plain number; null if it says none. */
export function parseDuration(text: string): number | null {
  const said = text.trim();
  if (said === "") return null;
  if (Number.isFinite(Number(said))) return Number(said);
  const found = TEXT.exec(said);
  if (found === null) return null;
  const [, sign, days, hours, minutes, seconds] = found;
  const total = Number(days ?? 0) * DAY + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return sign === undefined ? total : -total;
}
