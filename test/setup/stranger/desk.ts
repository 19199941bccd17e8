/** A stranger's computer: an empty folder, a shell, and the project where it can be cloned from. */
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const TOOL = 'scripts/wechat/tool/node_modules';

/** The one thing that is not done as the guide says: packages are linked instead of being downloaded again. */
const prelude = (root: string) => `
npm() {
  if [ "$1" != ci ]; then command npm --silent "$@"; return; fi
  ln -s '${root}/node_modules' node_modules
  if [ -d '${root}/${TOOL}' ]; then ln -s '${root}/${TOOL}' ${TOOL}; fi
}
`;

export interface Ended {
  code: number;
  /** Both streams, as they came. */
  printed: string;
}

export class Desk {
  private constructor(
    readonly folder: string,
    /** What the guide calls 仓库地址. */
    readonly repository: string,
    private readonly root: string,
  ) {}

  /** The repository holds what the working folder at `root` would be committed as. */
  static set(root: string): Desk {
    const folder = mkdtempSync(join(tmpdir(), 'huitouke-stranger-'));
    const repository = join(folder, 'huitouke.git');
    publish(root, repository);
    return new Desk(folder, repository, root);
  }

  /** Where the shell stands. */
  get here(): string {
    const kept = join(this.folder, 'here');
    return existsSync(kept) ? readFileSync(kept, 'utf8').trim() : this.folder;
  }

  /** Types these lines, and y to whatever asks. The shell stays where they have led. */
  type(script: string, variables: Record<string, string>): Promise<Ended> {
    const whole = `${prelude(this.root)}\ncd '${this.here}'\n${script}\npwd > '${join(this.folder, 'here')}'\n`;
    const { CI: _, ...surroundings } = process.env;
    const child = spawn('bash', ['-euo', 'pipefail', '-c', whole], {
      env: { ...surroundings, ...variables },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.on('error', () => {}); // it ended without a question
    child.stdin.end('y\n');
    const pieces: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
    return new Promise((resolve) => {
      child.on('close', (code) => resolve({ code: code ?? 1, printed: Buffer.concat(pieces).toString() }));
    });
  }

  save(name: string, text: string): void {
    writeFileSync(join(this.here, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.here, name), 'utf8');
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function publish(root: string, repository: string): void {
  const git = (args: string[], cwd: string) => execFileSync('git', args, { cwd, maxBuffer: 64 << 20 }).toString();
  const files = git(['ls-files', '-z', '--cached', '--others', '--exclude-standard'], root).split('\0');
  mkdirSync(repository);
  for (const file of files.filter((name) => name !== '' && existsSync(join(root, name)))) {
    mkdirSync(dirname(join(repository, file)), { recursive: true });
    cpSync(join(root, file), join(repository, file));
  }
  const author = ['-c', 'user.name=stranger', '-c', 'user.email=stranger@localhost', '-c', 'commit.gpgsign=false'];
  git(['init', '-q', '-b', 'main'], repository);
  git(['add', '-A'], repository);
  git([...author, 'commit', '-q', '-m', 'as published'], repository);
}
