// Deploys the commit that is checked out: node scripts/deploy.js <address of the hosting> <environment>
// Prints the address of the deployment, and writes it as `url=…` to the file $CHIMERA_OUTPUT when there is one.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const [hosting, environment] = process.argv.slice(2);
if (hosting === undefined || environment === undefined) {
  stop('Say where to deploy to: node scripts/deploy.js <address of the hosting> <environment>');
}

const root = new URL('..', import.meta.url);
const commit = git('rev-parse', 'HEAD').toString().trim();
const wanted = process.env.CHIMERA_COMMIT;
if (wanted && wanted !== commit) {
  stop(
    `Nothing was deployed: ${commit} is checked out, but ${wanted} was to be deployed. Check that commit out first.`,
  );
}

const address = new URL('/deploy', hosting);
address.searchParams.set('name', `todo-${environment}`);
address.searchParams.set('commit', commit);
const response = await fetch(address, { method: 'POST', body: git('archive', '--format=tar', commit) });
const answer = await response.json();
if (!response.ok) stop(`The hosting refused ${commit} (${response.status}): ${answer.error}`);

console.log(`Deployed ${commit.slice(0, 7)} to ${environment}: ${answer.url}`);
if (process.env.CHIMERA_OUTPUT) appendFileSync(process.env.CHIMERA_OUTPUT, `url=${answer.url}\n`);

function git(...args) {
  return execFileSync('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
