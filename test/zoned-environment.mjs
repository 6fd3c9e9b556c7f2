import { TestEnvironment } from 'jest-environment-node';

/** Runs tests with the process in another time zone: set in the process itself, for what a test sees of the environment is a copy. */
export default class ZonedEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.zone = config.projectConfig.testEnvironmentOptions.zone;
  }

  async setup() {
    this.before = process.env.TZ;
    process.env.TZ = this.zone;
    const found = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (found !== this.zone) throw new Error(`the process is in ${found}, not in ${this.zone}`);
    await super.setup();
  }

  async teardown() {
    if (this.before === undefined) delete process.env.TZ;
    else process.env.TZ = this.before;
    await super.teardown();
  }
}
