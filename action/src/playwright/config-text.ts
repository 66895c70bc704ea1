// The Playwright configuration of every run is Chimera's own: nothing in the repository can add retries, skip a
// test or stretch a time-out.

export interface RunSettings {
  /** Directory with the test, absolute. */
  readonly testDirectory: string;
  /** Name of the test's file, without a directory. */
  readonly testFile: string;
  readonly outputDirectory: string;
  readonly reportFile: string;
  readonly baseUrl: string;
  /** Longest wait for an assertion or an element. */
  readonly patienceMs: number;
  readonly trace: 'on' | 'off';
  /** Times that each scenario runs. */
  readonly times: number;
  /** Scenarios that run at once. */
  readonly workers: number;
  /** `null` for the browser that Playwright has downloaded. */
  readonly browser: string | null;
}

/** Text of a `playwright.config.mjs`. Flags beyond these two break the second page of headless Chromium builds. */
export function configText(settings: RunSettings): string {
  const root = typeof process.getuid === 'function' && process.getuid() === 0;
  const config = {
    testDir: settings.testDirectory,
    testMatch: `**/${settings.testFile}`,
    respectGitIgnore: false,
    outputDir: settings.outputDirectory,
    reporter: [['list'], ['json', { outputFile: settings.reportFile }]],
    fullyParallel: settings.workers > 1,
    workers: settings.workers,
    retries: 0,
    repeatEach: settings.times,
    forbidOnly: true,
    timeout: 60_000,
    globalTimeout: 480_000,
    expect: { timeout: settings.patienceMs },
    use: {
      baseURL: asDirectory(settings.baseUrl),
      browserName: 'chromium',
      headless: true,
      actionTimeout: settings.patienceMs,
      navigationTimeout: 15_000,
      screenshot: 'on',
      video: 'off',
      trace: settings.trace,
      launchOptions: {
        args: root ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
        ...(settings.browser === null ? {} : { executablePath: settings.browser }),
      },
    },
  };
  return `export default ${JSON.stringify(config, null, 2)};\n`;
}

/** Tests open paths relative to this address, so a URL with a path of its own needs the slash at its end. */
function asDirectory(address: string): string {
  const url = new URL(address);
  const last = url.pathname.split('/').at(-1) ?? '';
  if (last !== '' && !last.includes('.')) url.pathname += '/';
  return url.href;
}
