// Where the generated test of a task lies in the repository: one file a task, named after its branch.

/** `<directory>/chimera/<issue>-….spec.ts` for the branch `chimera/<issue>-…`. */
export function testPathOf(branch: string, directory: string): string {
  return `${directory}/chimera/${branch.replace(/^chimera\//, '')}.spec.ts`;
}
