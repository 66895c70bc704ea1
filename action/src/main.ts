// The entry of the JavaScript action: the only place that reads the step's inputs and environment.
import { getInput } from '@actions/core';
import { runAction } from './run-action.ts';

await runAction(
  { request: getInput('request'), verdict: getInput('verdict'), token: getInput('token') },
  { ...process.env },
);
// A deployed server or a stuck connection must not keep the step open.
process.exit();
