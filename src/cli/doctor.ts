// `chimera doctor OWNER/REPO`: checks what Chimera needs in a repository, with the app's own settings, `.env` included.
import { Probot } from 'probot';
import { readEnvironment } from '../environment.ts';
import { QuietOctokit } from '../github/client.ts';
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
  const github = connectDoctor(await authentication(settings), place);
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

async function authentication(settings: Settings) {
  const probot = new Probot({
    appId: settings.APP_ID,
    privateKey: settings.PRIVATE_KEY,
    secret: settings.WEBHOOK_SECRET,
    baseUrl: settings.GITHUB_API_URL,
    // What goes wrong is a finding; the log would say it twice.
    logLevel: 'fatal',
    Octokit: QuietOctokit,
  });
  await probot.ready();
  return (installation: number | null) => (installation === null ? probot.auth() : probot.auth(installation));
}

function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ state }) => state === 'problem')) return exitCodes.problems;
  return findings.every(({ state }) => state === 'unknown') ? exitCodes.cannotRun : exitCodes.fine;
}

function refuse(message: string): number {
  console.error(printable(`chimera doctor: ${message}`));
  return exitCodes.cannotRun;
}
