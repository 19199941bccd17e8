import cloud from 'wx-server-sdk';

/** Names which of the program's versions a code opens (manifest/functions.ts, `provided`); the released one when absent. */
const VARIABLE = 'HUITOUKE_PROGRAM_VERSION';
const VERSIONS = ['release', 'trial', 'develop'] as const;
export type ProgramVersion = (typeof VERSIONS)[number];

/** Least width that leaves a phone's camera something to read when the code stands 220 wide on a poster. */
const WIDTH_PX = 430;
/** The call that waits for it has twenty seconds, and the phone twelve. */
const PATIENCE_MS = 8000;

export interface MiniCodePicture {
  bytes: Buffer;
  /** WeChat draws JPEG; the local cloud PNG. A file's type goes by its name. */
  extension: 'jpg' | 'png';
}

export type MiniCodeMaker = (scene: string, page: string) => Promise<MiniCodePicture | 'unavailable'>;

/** @throws when the variable names none of the three */
export function programVersion(): ProgramVersion {
  const given = process.env[VARIABLE];
  if (given === undefined || given === '') return 'release';
  const version = VERSIONS.find((name) => name === given);
  if (!version) throw new Error(`${VARIABLE} must be one of ${VERSIONS.join(', ')}`);
  return version;
}

/**
 * The mini-program code that opens `page` with `scene` (developers.weixin.qq.com, wxacode.getUnlimited: at most 32 visible
 * characters and no %; 5,000 a minute). 'unavailable' whenever there is no picture: WeChat refused, was too slow, or
 * answered something else. The page need not be released yet.
 */
export const miniCode: MiniCodeMaker = async (scene, page) => {
  const args = { scene, page, checkPath: false, envVersion: programVersion(), width: WIDTH_PX };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'unavailable'>((resolve) => {
    timer = setTimeout(() => resolve('unavailable'), PATIENCE_MS);
  });
  try {
    const asked: Promise<unknown> = cloud.openapi.wxacode.getUnlimited(args);
    return await Promise.race([asked.then(pictureIn), late]);
  } catch {
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
};

const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

function pictureIn(answer: unknown): MiniCodePicture | 'unavailable' {
  const bytes = (answer as { buffer?: unknown } | null)?.buffer;
  if (!Buffer.isBuffer(bytes)) return 'unavailable';
  if (bytes.subarray(0, 3).equals(JPEG)) return { bytes, extension: 'jpg' };
  if (bytes.subarray(0, 4).equals(PNG)) return { bytes, extension: 'png' };
  return 'unavailable';
}
