// The four agents, and who answers for which phase.
import type { PhaseName } from '../core/phase.ts';
import type { Agent } from './agent.ts';
import { coder } from './coder.ts';
import { deployment } from './deployment.ts';
import { endToEndTester } from './end-to-end-tester.ts';
import { guardian } from './guardian.ts';

const agents: readonly Agent[] = [endToEndTester, coder, guardian, deployment];

export function agentOf(phase: PhaseName): Agent {
  const agent = agents.find((candidate) => candidate.phases.includes(phase));
  if (agent === undefined) throw new Error(`agents: nobody answers for the phase ${phase}`);
  return agent;
}
