/**
 * Something a suite needs is not on this machine: said in one line, and its tests are skipped; where everything is required
 * (REQUIRE_SERVICES=1, as CI has it) a failure that says the same.
 */
export function missing(said: string, cause?: unknown): undefined {
  if (process.env.REQUIRE_SERVICES === '1') throw new Error(`Required (REQUIRE_SERVICES=1): ${said}`, { cause });
  process.stderr.write(`Not run: ${said}\n`);
  return undefined;
}
