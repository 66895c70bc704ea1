// `chimera doctor OWNER/REPO`: checks what Chimera needs in a repository, with the app's own settings, `.env` included.
import { readEnvironment } from '../environment.ts';
import { authenticateApp } from '../github/authenticate-app.ts';
import { connectDoctor } from '../github/connect-repository-care.ts';
import { readSettings, type Settings } from '../settings.ts';
import { aboutOf } from '../setup/doctor/about.ts';
import type { Finding } from '../setup/doctor/check.ts';
import { examine } from '../setup/doctor/examine.ts';
import { asLines } from '../setup/doctor/report.ts';
import { readAppWishes, readPhaseTemplate } from '../setup/project-files.ts';
import { printable } from './simulate-report.ts';

export interface DoctorCommandOptions {
  readonly json: boolean;
  /** Whether the server knows `queue: max`. */
  readonly queueMax: boolean;
}

const exitCodes = { fine: 0, problems: 1, cannotRun: 2 };

/** Resolves with the exit code: 0 without problems, 1 with some, 2 when nothing could be found out. */
export async function runDoctor(name: string, options: DoctorCommandOptions): Promise<number> {
  const [, owner, repository] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(name) ?? [];
  if (owner === undefined || repository === undefined) {
    return refuse(`${JSON.stringify(name)} is no repository; it is named as OWNER/REPO, for example octo-org/todo.`);
  }
  const settings = settingsOrMessage();
  if (typeof settings === 'string') return refuse(settings);
  const place = { owner, name: repository };
  const [wishes, phaseTemplate] = await Promise.all([readAppWishes(), readPhaseTemplate()]);
  const { own, guardian } = await authentications(settings);
  const github = connectDoctor(own, place, guardian);
  const now = Date.now();
  const about = aboutOf({ github, repository: place, wishes, phaseTemplate, now, queueMax: options.queueMax });
  const findings = await examine(about);
  console.log(options.json ? JSON.stringify({ repository: name, findings }, null, 2) : printable(asLines(findings)));
  return exitCodeOf(findings);
}

/** The settings, or what is wrong with them. */
function settingsOrMessage(): Settings | string {
  try {
    return readSettings(readEnvironment());
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function authentications(settings: Settings) {
  const { GUARDIAN_APP_ID: guardianId, GUARDIAN_PRIVATE_KEY: guardianKey, GITHUB_API_URL: baseUrl } = settings;
  // What goes wrong is a finding; the log would say it twice.
  const as = (appId: number, privateKey: string) => authenticateApp({ appId, privateKey, baseUrl, logLevel: 'fatal' });
  const own = await as(settings.APP_ID, settings.PRIVATE_KEY);
  const configured = guardianId !== undefined && guardianKey !== undefined;
  return { own, guardian: configured ? await as(guardianId, guardianKey) : null };
}

function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ state }) => state === 'problem')) return exitCodes.problems;
  return findings.every(({ state }) => state === 'unknown') ? exitCodes.cannotRun : exitCodes.fine;
}

function refuse(message: string): number {
  console.error(printable(`chimera doctor: ${message}`));
  return exitCodes.cannotRun;
}
