// Who may start and steer tasks: people with write access, asked at that moment; bots never, unless they are listed.
import type { ConfigOutcome } from '../../core/config/parse-config.ts';
import type { Repository } from '../../core/task.ts';
import type { Person } from '../../github/signal.ts';
import type { EngineParts } from '../parts.ts';

export async function maySteer(
  { github }: EngineParts,
  repository: Repository,
  { person, config }: { person: Person; config: ConfigOutcome },
): Promise<boolean> {
  if (person.bot) return config.ok && config.config.bots.includes(person.login);
  return await github.mayWrite(repository, person.login);
}
