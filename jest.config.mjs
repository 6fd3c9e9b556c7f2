const shared = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
};

/** What reckons with days and times must not care in which zone the process runs. */
const zoned = (zone) => ({
  ...shared,
  displayName: zone,
  testEnvironment: '<rootDir>/test/zoned-environment.mjs',
  testEnvironmentOptions: { zone },
  testMatch: ['<rootDir>/test/policy/**/*.test.ts', '<rootDir>/test/understanding/time/**/*.test.ts'],
  testPathIgnorePatterns: ['/(?:figures|forms|load-pack|measure|ranking|wording-guard)'],
});

/** `unit`: no process, no port, ≤ 60 s. `system`: real servers, browsers, databases. The rest: policy and times in three zones. */
export default {
  // Modules of a test file are not given back by the process that ran it: workers are renewed before they grow too large.
  // Three on the two cores of CI, for many of the longest suites wait: for a clock, a lease, a process that comes back.
  maxWorkers: 3,
  workerIdleMemoryLimit: '900MB',
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/longest-first.mjs',
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.system\\.test\\.ts$'],
    },
    { ...shared, displayName: 'system', testMatch: ['<rootDir>/test/**/*.system.test.ts'] },
    ...['UTC', 'Asia/Shanghai', 'America/Los_Angeles'].map(zoned),
  ],
};
