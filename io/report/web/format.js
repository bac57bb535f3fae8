// Numbers, units and times as the reader's language writes them.
const unitTexts = {"1": "", "m s-1": "m/s", "m2 s-1": "m²/s", "m3": "m³", "m2": "m²", "m3 s-1": "m³/s", "degC": "°C",
                   "h-1": "/h", "km h-1": "km/h", "s-1": "/s", "EUR": "€", "EUR m-2": "€/m²", "EUR year-1": "€/a",
                   "W m-2": "W/m²", "kg m-2": "kg/m²", "s m-1/3": "s/m^⅓", "kg": "kg", "J": "J", "K": "K"};
const unitText = (unit) => unitTexts[unit] ?? unit;

const isAbsent = (value) => value === null || value === undefined || Number.isNaN(value);

// Four digits that count; whole numbers from a thousand on, millions as such.
function number(value) {
  if (isAbsent(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e9 || (size < 1e-4 && size > 0)) return power(value);
  const options = size >= 1e6 ? {notation: "compact", compactDisplay: "short", maximumSignificantDigits: 4}
    : size >= 1000 ? {maximumFractionDigits: 0} : {maximumSignificantDigits: 4};
  return new Intl.NumberFormat(state.language, options).format(value).replace("-", "−");
}

const fixed = (value, decimals) =>
  new Intl.NumberFormat(state.language, {minimumFractionDigits: decimals, maximumFractionDigits: decimals})
    .format(value).replace("-", "−");

// A number of any size: 1.2 × 10⁻¹⁵
function power(value) {
  if (isAbsent(value)) return "–";
  if (value === 0) return "0";
  const [digits, exponent] = value.toExponential(1).split("e");
  return `${fixed(Number(digits), 1)} × 10${[...String(Number(exponent))].map((each) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[each] ?? "⁻").join("")}`;
}

// Metres of a map, every one of them.
const whole = (value) => new Intl.NumberFormat(state.language, {maximumFractionDigits: 0}).format(value);

// A change, with three digits that count.
function signed(value) {
  if (isAbsent(value)) return "–";
  const rounded = Math.abs(value) < 1000 ? Number(value.toPrecision(3)) : value;
  return (value > 0 ? "+" : "") + number(rounded);
}

function percent(share) {
  if (isAbsent(share)) return "";
  const options = {maximumFractionDigits: Math.abs(share) < 0.0995 ? 1 : 0};
  const text = new Intl.NumberFormat(state.language, options).format(100 * share).replace("-", "−");
  return `${share > 0 ? "+" : ""}${text} %`;
}

// 5400 s → 1 h 30 min
function duration(seconds) {
  const minutes = Math.round(seconds / 60);
  if (Math.abs(seconds) < 120) return `${number(Math.round(seconds))} s`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${String(rest).padStart(2, "0")}`;
}

// A value with its unit.
function quantity(value, unit) {
  if (isAbsent(value)) return "–";
  if (unit === "s") return duration(value);
  const text = unitText(unit);
  return text === "" ? number(value) : `${number(value)} ${text}`;
}

// A value that is known up to ±error: no more digits than that says, nor than four, and the error with what rounding adds.
function uncertain(value, error, unit) {
  if (isAbsent(value)) return {value: "–", error: ""};
  if (!(error > 0)) return {value: quantity(value, unit), error: ""};
  if (unit === "s" && Math.abs(value) >= 120) return {value: duration(value), error: `± ${Math.ceil((error + 30) / 60)} min`};
  const known = 1 - Math.floor(Math.log10(error)), read = value === 0 ? known : 3 - Math.floor(Math.log10(Math.abs(value)));
  const decimals = Math.min(Math.max(0, Math.min(known, read)), 8);
  const step = 10 ** -decimals;
  const most = Math.ceil((error + step / 2) / step - 1e-9) * step;
  return {value: `${fixed(value, decimals)} ${unitText(unit)}`.trim(), error: `± ${fixed(most, decimals)}`};
}

// When in the run: "15:30 UTC (+ 2 h)".
function moment(seconds) {
  const date = new Date(Date.parse(maps.start) + 1000 * seconds);
  return `${date.toISOString().slice(11, 16)} UTC · + ${duration(seconds)}`;
}
const shortMoment = (seconds) => new Date(Date.parse(maps.start) + 1000 * seconds).toISOString().slice(11, 16);
const day = (text) => new Intl.DateTimeFormat(state.language, {dateStyle: "long", timeZone: "UTC"}).format(new Date(text));

// 1, 2, 2.5 or 5 times a power of ten, at least `value`.
function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= value * (1 - 1e-9));
}
