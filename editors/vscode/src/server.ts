// Where the server is: the setting, else the program inside the extension, else PATH.

import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';

const PROGRAM = process.platform === 'win32' ? 'hashiya.exe' : 'hashiya';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** The path of the server. Throws an error whose message tells the user what to set. */
export function findServer(setting: string, extensionPath: string): string {
  if (setting !== '') {
    // A wrong path is an error, not a reason to start another server than the one asked for.
    if (isProgram(setting)) return setting;
    throw new Error(`The setting hashiya.server.path names "${setting}", which is not a program.`);
  }
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const found = [path.join(extensionPath, 'bin'), ...folders]
    .map((folder) => path.join(folder, PROGRAM))
    .find(isProgram);
  if (found === undefined) {
    throw new Error(`No ${PROGRAM} in this extension or on PATH. Name it in the setting hashiya.server.path.`);
  }
  return found;
}
