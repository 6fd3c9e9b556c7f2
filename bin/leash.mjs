/**
 * Loaded into every child before its own code: when the launcher is gone (its IPC channel closes, also after SIGKILL),
 * the child stops the way SIGTERM stops it, at the latest after 12 seconds. Jest's workers inherit it, but their channel is jest's.
 */
const isWorker = process.argv[1]?.includes('jest-worker') ?? false;
if (process.channel && !isWorker) {
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), 12_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
