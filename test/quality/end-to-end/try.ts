import { allApps } from '../apps/all-apps.ts';
import { generatedTest, measureEndToEnd } from './measure.ts';

const only = process.argv[2] || undefined;
const apps = allApps.filter(({ name }) => only === undefined || name === only);
for (const app of apps) {
  try {
    generatedTest(app);
  } catch (error) {
    console.log(String(error));
  }
}
if (process.argv[3] !== 'draft')
  await measureEndToEnd(
    console.log,
    apps.filter((app) => {
      try {
        generatedTest(app);
        return true;
      } catch {
        return false;
      }
    }),
  );
