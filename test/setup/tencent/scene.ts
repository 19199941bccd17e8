/** One shop that is deployed: its cloud, its folder, its build. Every run is searched for secrets. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Built, writeDist } from './dist';
import type { Environment } from './environment';
import type { DeployScript, Ran } from './script';
import { CREDENTIAL, ENVIRONMENT, TencentStub } from './stub';

/** As much of a secret is a secret; fewer characters (a key's id) are not. */
const SECRET_LENGTH = 12;

/** Of what was not made here, but is known to be secret. */
const SECRET_NAME = /SECRET|KEY|PAY_V3/;

export class Scene {
  readonly home: string;
  /** What the person who deploys has set. */
  readonly variables: Record<string, string> = {};
  dist: string;

  private constructor(
    private readonly script: DeployScript,
    readonly stub: TencentStub,
  ) {
    this.home = script.newFolder();
    this.dist = '';
    this.build();
  }

  static async open(script: DeployScript, environment?: Environment): Promise<Scene> {
    return new Scene(script, await (environment ? TencentStub.open(environment) : TencentStub.open()));
  }

  get cloud(): Environment {
    return this.stub.environment;
  }

  build(built: Built = {}): void {
    this.dist = writeDist(this.script.newFolder(), built);
  }

  /** @throws when a secret that was there before is printed */
  async deploy(...args: string[]): Promise<Ran> {
    return this.run(['--yes', ...args]);
  }

  async run(args: string[]): Promise<Ran> {
    const { stub, dist, home, variables } = this;
    const secrets = this.secrets();
    const ran = await this.script.run({ stub, dist, home, args, variables });
    const told = secrets.filter((secret) => isTold(secret, ran.printed));
    if (told.length > 0) throw new Error(`${told.length} secrets were printed:\n${ran.printed}`);
    return ran;
  }

  /** What was generated and laid into the shop's folder; null when nothing was. */
  keptKeys(): string | null {
    const file = join(this.home, '.deploy', `${ENVIRONMENT}.keys.json`);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  variable(name: string, variable: string): string | undefined {
    return this.cloud.functions.get(name)?.variables[variable];
  }

  close(): Promise<void> {
    return this.stub.close();
  }

  private secrets(): string[] {
    const held = [...this.cloud.functions.values()].flatMap(({ variables }) => Object.entries(variables));
    const known = [...held, ...Object.entries(this.variables)].filter(([name]) => SECRET_NAME.test(name));
    const values = [...known.map(([, value]) => value), this.keptKeys() ?? ''];
    const pieces = values.flatMap((value) => value.split(/[\s,:"'{}\\]+/));
    return [
      CREDENTIAL.secretKey,
      ...pieces.filter((piece) => piece.length >= SECRET_LENGTH && !/^HUITOUKE_/.test(piece)),
    ];
  }
}

/** Whether any part of it can be read there. */
function isTold(secret: string, printed: string): boolean {
  for (let at = 0; at + SECRET_LENGTH <= secret.length; at++) {
    if (printed.includes(secret.slice(at, at + SECRET_LENGTH))) return true;
  }
  return false;
}
