// `app` and `test`: how the application is run, and where generated tests go.
import {
  command,
  commandOrNone,
  directory,
  optionalSection,
  readySeconds,
  section,
  webAddress,
  webAddressAllowed,
} from '../fields.ts';

export const app = section('How to run the application inside a job.', {
  install: commandOrNone('Command that installs the dependencies; left out when there are none.'),
  start: command('Command that starts the application and keeps running.'),
  url: webAddress.meta({
    description: 'Address where the started application answers inside the job, for example http://127.0.0.1:3000.',
    allowed: webAddressAllowed,
  }),
  ready_seconds: readySeconds('the started application'),
  test: commandOrNone(
    "The repository's own tests: the coder runs them until they pass, and the guardian runs them on the head commit.",
  ),
  lint: commandOrNone("The repository's own checks of style; the guardian runs them on the head commit."),
});

export const test = optionalSection('Where generated tests go.', {
  directory: directory
    .refine((path) => path.split('/').every((segment) => !segment.startsWith('.')))
    .default('e2e')
    .meta({
      description: 'Folder for generated tests.',
      allowed: 'a relative folder such as `e2e`, without `.` or `..` and not hidden',
    }),
});
