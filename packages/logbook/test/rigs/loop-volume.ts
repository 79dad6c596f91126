/** A file system in a file that can be filled up or lose its power. Linux as root, with loop devices. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FileSystem = 'ext4' | 'xfs';

const run = (program: string, ...args: string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
const isThere = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;

/** Why volumes cannot be made here, as a sentence; undefined when they can. */
export function whyNoVolume(fileSystem: FileSystem): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root to mount';
  if (!isThere(`mkfs.${fileSystem}`)) return `needs mkfs.${fileSystem}`;
  if (!isThere('python3')) return 'needs python3 for the shutdown ioctl';
  let volume: Volume | undefined;
  try {
    volume = createVolume(fileSystem);
    return undefined;
  } catch (error) {
    return `cannot mount a loop device: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  } finally {
    volume?.destroy();
  }
}

export interface Volume {
  /** Where it is mounted. */
  readonly path: string;
  /** A folder beside the volume, on the healthy disk. */
  readonly home: string;
  /** FS_IOC_SHUTDOWN without log flush: from now on nothing reaches the image, as after a power cut. */
  cutPower(): void;
  /** Unmounts and mounts again, which replays the file system's journal. Nobody may use it meanwhile. */
  remount(): void;
  destroy(): void;
}

/** The smallest xfs is 300 MB; images are sparse. */
const defaultMegabytes: Record<FileSystem, number> = { ext4: 256, xfs: 320 };

export function createVolume(fileSystem: FileSystem, megabytes = defaultMegabytes[fileSystem]): Volume {
  const home = mkdtempSync(join(tmpdir(), `mantinel-${fileSystem}-`));
  const image = join(home, 'image');
  const path = join(home, 'volume');
  mkdirSync(path);
  const mount = () => run('mount', '-o', 'loop', image, path);
  const isMounted = () => readFileSync('/proc/mounts', 'utf8').includes(` ${path} `);
  const unmount = () => {
    // A killed process holds its files for a moment longer; whoever holds them after 3 s has forgotten to close them.
    for (let attempt = 0; isMounted(); attempt++) {
      const { status, stderr } = spawnSync('umount', [path], { encoding: 'utf8' });
      if (status === 0) return;
      if (attempt === 60) throw new Error(stderr);
      spawnSync('sleep', ['0.05']);
    }
  };
  const volume: Volume = {
    path,
    home,
    cutPower() {
      const script =
        'import fcntl,os,struct,sys; fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack("I", 2))';
      run('python3', '-c', script, path);
    },
    remount() {
      unmount();
      mount();
    },
    destroy() {
      try {
        unmount();
      } catch (error) {
        // Nothing may stay behind, however the test failed; the image goes when its last user does.
        run('umount', '--lazy', path);
        throw error;
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
  try {
    run('truncate', '-s', `${megabytes}M`, image);
    run(`mkfs.${fileSystem}`, '-q', ...(fileSystem === 'ext4' ? ['-F', '-m', '0'] : []), image);
    mount();
  } catch (error) {
    volume.destroy();
    throw error;
  }
  return volume;
}

/** Stops a process and waits until every thread of it stands still, also one that sits in fdatasync. */
export async function freeze(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  const states = () =>
    readdirSync(`/proc/${pid}/task`).map((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).charAt(0);
    });
  for (const deadline = Date.now() + 20_000; !states().every((state) => state === 'T'); ) {
    if (Date.now() > deadline) throw new Error(`process ${pid} does not stand still: ${states()}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
