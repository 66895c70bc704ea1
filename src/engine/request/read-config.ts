// The configuration that counts for a repository: its own file, then its owner's, both from the default branch.
import { type ConfigOutcome, parseConfigs } from '../../core/config/parse-config.ts';
import type { Repository } from '../../core/task.ts';
import type { EngineParts } from '../parts.ts';

const configPath = '.github/chimera.yml';

export async function readConfig({ github }: EngineParts, repository: Repository): Promise<ConfigOutcome> {
  const text = await github.readFile(repository, configPath);
  const shared = repository.name === '.github' ? null : await github.readOwnersFile(repository, configPath);
  const organisation = shared === null ? null : { name: repository.owner, text: shared };
  return parseConfigs({ repository: text, organisation });
}

/** The label that starts a task. A configuration that cannot be read cannot name another one than the default. */
export const labelOf = (config: ConfigOutcome): string => (config.ok ? config.config.label : 'chimera');
