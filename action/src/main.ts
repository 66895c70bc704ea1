// The entry of the JavaScript action: the only place that reads the step's inputs and environment.
import { getInput } from '@actions/core';
import { runAction } from './run-action.ts';
import { submit } from './submit/submit.ts';

const token = getInput('token');
// A request comes from the app, a feature from a person in the Actions tab.
if (getInput('request') === '') {
  const [feature, priority, label] = [getInput('feature'), getInput('priority'), getInput('label')];
  const addresses = { target_url: getInput('target_url'), staging_url: getInput('staging_url') };
  await submit({ feature, priority, label, token, ...addresses }, { ...process.env });
} else {
  const claim = getInput('claim') === 'true';
  await runAction({ request: getInput('request'), verdict: getInput('verdict'), claim, token }, { ...process.env });
}
// A deployed server or a stuck connection must not keep the step open.
process.exit();
