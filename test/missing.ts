/**
 * Something a suite needs is not on this machine: said in one line, and its tests are skipped; a failure that says the same
 * where it is required. `REQUIRE_SERVICES=1`: the servers; `REQUIRE_TOOLS=1`, which CI sets once it has installed them: the
 * programs that start servers of a test's own.
 */
export function missing(
  said: string,
  cause?: unknown,
  required: 'REQUIRE_SERVICES' | 'REQUIRE_TOOLS' = 'REQUIRE_TOOLS',
): undefined {
  if (process.env[required] === '1') throw new Error(`Required (${required}=1): ${said}`, { cause });
  process.stderr.write(`Not run: ${said}\n`);
  return undefined;
}
