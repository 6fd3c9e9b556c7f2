import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const periodUs = 100_000;

/** Lets a process have no more than that part of a core from now on, by a control group of its own (Linux, as root). Gives what takes the group away. */
export function confine(pid: number, share: number): () => void {
  const first = existsSync('/sys/fs/cgroup/cpu/cgroup.procs');
  const group = join(first ? '/sys/fs/cgroup/cpu' : '/sys/fs/cgroup', `shouwen-bench-${pid}`);
  mkdirSync(group);
  const set = (file: string, value: string) => writeFileSync(join(group, file), value);
  const quota = `${Math.round(share * periodUs)}`;
  if (first) {
    set('cpu.cfs_period_us', `${periodUs}`);
    set('cpu.cfs_quota_us', quota);
  } else set('cpu.max', `${quota} ${periodUs}`);
  set('cgroup.procs', `${pid}`);
  return () => rmdirSync(group);
}
