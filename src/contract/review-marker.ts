// By what the job's review is found again on the pull request, by a later try of the job and by the app.

/** Hidden at the end of the review's body. */
export function reviewMarker(attempt: string): string {
  return `<!-- chimera:review:${attempt.replaceAll(/[^A-Za-z0-9._:-]/g, '-')} -->`;
}
