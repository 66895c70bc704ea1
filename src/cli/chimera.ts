#!/usr/bin/env node
// The `chimera` command: what it can be told, and who does it. Each command loads what it needs when it runs: the local
// GitHub is large, and most commands do without it.
import { Command, InvalidArgumentError } from 'commander';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new InvalidArgumentError('It must be a whole number, 0 or more.');
};

const program = new Command('chimera')
  .description('Label an issue, get a tested, reviewed, validated pull request.')
  .showHelpAfterError('(chimera --help lists the commands and options)');

program
  .command('demo')
  .description('start a local GitHub, label an issue there, and watch it become a validated pull request')
  .option('--once', 'exit when done; the exit code is 0 only if the task completed', false)
  .option('--json', 'print one JSON object as the last line (implies --once)', false)
  .option('--coder <command>', 'use a coding agent of your own instead of the recorded one; the prompt is on its stdin')
  .option('--port <number>', 'port of the local GitHub (0: any free one)', wholeNumber, 0)
  .option('--keep', 'keep the directory with the record, the repositories and the logs', false)
  .action(async (options) => {
    const { runDemo } = await import('./demo/run-demo.ts');
    process.exitCode = await runDemo(options);
  });

program
  .command('sandbox')
  .description('run a GitHub on your laptop: real git, the REST API, webhooks, a runner and pages')
  .option('--port <number>', 'port to listen on (0: any free one)', wholeNumber, 4010)
  .option('--directory <path>', 'where the git repositories are kept (default: a temporary directory)')
  .option('--read-lag <ms>', 'reads lag behind writes by this much', wholeNumber, 0)
  .option('--weather <json>', 'weather as JSON, for example \'{"webhooks":{"lost":0.1}}\'')
  .action(async (options) => {
    const { runSandbox } = await import('./sandbox.ts');
    process.exitCode = await runSandbox(options);
  });

program
  .command('simulate')
  .description('say what would happen if an issue were labelled: its test or questions, the phases, the cost')
  .requiredOption('--issue <file>', 'the issue as markdown, its title as the first "# …" line (-: standard input)')
  .option('--target-url <url>', 'the page to look at, whatever the issue says')
  .option('--config <file>', 'the configuration (default: .github/chimera.yml if there is one, else the defaults)')
  .option('--number <number>', 'number of the issue, for the path of the test', wholeNumber, 0)
  .option('--json', 'print one JSON object and nothing else', false)
  // 1 says that there are questions, so a mistake in the command needs a number of its own.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (options) => {
    const { runSimulate } = await import('./simulate.ts');
    process.exitCode = await runSimulate(options);
  });

program
  .command('init')
  .description('write the files that Chimera needs into a working copy; what is there already stays')
  .option('--directory <path>', 'the working copy, or a folder in it', '.')
  .option('--dry-run', 'show what would be written', false)
  .option('--json', 'print one JSON object and nothing else', false)
  .option('--no-queue-max', 'for a GitHub Enterprise Server that does not know "queue: max"')
  .action(async (options) => {
    const { runInit } = await import('./init.ts');
    process.exitCode = await runInit(options);
  });

program
  .command('doctor')
  .description('check what Chimera needs in a repository; takes the settings of the app from the environment')
  .argument('<owner/repo>', 'the repository, for example octo-org/todo')
  .option('--json', 'print one JSON object and nothing else', false)
  .option('--no-queue-max', 'for a GitHub Enterprise Server that does not know "queue: max"')
  // 1 says that there are problems, so a mistake in the command needs a number of its own.
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .action(async (name, options) => {
    const { runDoctor } = await import('./doctor.ts');
    process.exitCode = await runDoctor(name, options);
  });

await program.parseAsync();
