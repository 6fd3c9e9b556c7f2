/**
 * New moons and the sun's longitude, after Meeus, "Astronomical Algorithms" (2nd ed.), chapters 49 and 25. Good to about a
 * minute for new moons and a quarter of an hour for the sun between 1990 and 2100; instants are epoch ms (UTC).
 * ICU's Chinese calendar is not used: it puts the Spring Festival of 2027 a day late.
 */
const dayMs = 86_400_000;
const j2000 = Date.UTC(2000, 0, 1, 12);
/** Dynamical time ahead of UTC, near enough for this century. */
const deltaTMs = 70_000;
const synodicMonthMs = 29.530588861 * dayMs;
const firstNewMoon = j2000 + 5.09766 * dayMs;

const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/** [coefficient, power of E, multiples of M, M', F] of the periodic terms of a new moon. */
const newMoonTerms: ReadonlyArray<readonly [number, number, number, number, number]> = [
  [-0.4072, 0, 0, 1, 0],
  [0.17241, 1, 1, 0, 0],
  [0.01608, 0, 0, 2, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, -1, 1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 2, 0, 0],
  [-0.00111, 0, 0, 1, -2],
  [-0.00057, 0, 0, 1, 2],
  [0.00056, 1, 1, 2, 0],
  [-0.00042, 0, 0, 3, 0],
  [0.00042, 1, 1, 0, 2],
  [0.00038, 1, 1, 0, -2],
  [-0.00024, 1, -1, 2, 0],
  [-0.00007, 0, 2, 1, 0],
  [0.00004, 0, 0, 2, -2],
  [0.00004, 0, 3, 0, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 0, 2, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, -1, 1, 2],
  [-0.00002, 0, -1, 1, -2],
  [-0.00002, 0, 1, 3, 0],
  [0.00002, 0, 0, 4, 0],
];

/** [coefficient, constant, multiple of k] of the planetary corrections. */
const planetaryTerms: ReadonlyArray<readonly [number, number, number]> = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** The k-th new moon counted from 2000-01-06. */
export function newMoon(k: number): number {
  const t = k / 1236.85;
  const e = 1 - 0.002516 * t - 0.0000074 * t * t;
  const m = 2.5534 + 29.1053567 * k - 0.0000014 * t * t;
  const moon = 201.5643 + 385.81693528 * k + 0.0107582 * t * t;
  const f = 160.7108 + 390.67050284 * k - 0.0016118 * t * t;
  let days = 0.00015437 * t * t - 0.00017 * sin(124.7746 - 1.56375588 * k);
  for (const [size, power, a, b, c] of newMoonTerms) days += size * e ** power * sin(a * m + b * moon + c * f);
  for (const [size, constant, rate] of planetaryTerms) days += size * sin(constant + rate * k);
  return firstNewMoon + k * synodicMonthMs + days * dayMs - deltaTMs;
}

/** Number of the new moon nearest to an instant. */
export function nearestNewMoon(at: number): number {
  return Math.round((at - firstNewMoon) / synodicMonthMs);
}

/** Apparent longitude of the sun in degrees, 0 … 360. */
export function solarLongitude(at: number): number {
  const t = (at + deltaTMs - j2000) / dayMs / 36_525;
  const m = 357.52911 + 35_999.05029 * t - 0.0001537 * t * t;
  const centre = (1.914602 - 0.004817 * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m);
  const geometric = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t + centre;
  const apparent = geometric - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((apparent % 360) + 360) % 360;
}
