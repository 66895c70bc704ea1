// The GitHub edge as one: each method lives in the file of calls/ that is named after what it deals with.
import { readArtifact } from './calls/artifacts.ts';
import { findBranch, openBranch } from './calls/branch.ts';
import { createCheckRun, findCheckRun, updateCheckRun } from './calls/check-run.ts';
import { claim, dropClaim } from './calls/claim.ts';
import { comment, editComment, findComment, react, reactToComment } from './calls/comment.ts';
import { commit, findCommit } from './calls/commit.ts';
import { redeliverFailed } from './calls/deliveries.ts';
import { deploymentsOf } from './calls/deployment.ts';
import { cancelRun, dispatch, findRun, pendingEnvironments, readRun } from './calls/dispatch.ts';
import { label, readIssue } from './calls/issue.ts';
import { mergeCommitOf, mergePullRequest, openRevert } from './calls/merge.ts';
import { mayWrite } from './calls/permission.ts';
import { findPictures, publishPictures } from './calls/pictures.ts';
import {
  dismissReview,
  findPullRequest,
  markReady,
  openPullRequest,
  readPullRequest,
  updatePullRequest,
} from './calls/pull-request.ts';
import { findRepository, readFile, readOwnersFile } from './calls/repository.ts';
import { findReview, reviewComments, reviewsByPeople } from './calls/review.ts';
import type { Authenticate } from './client.ts';
import type { GitHub } from './github.ts';

/**
 * @param workflow path of the phase workflow in each repository
 * @param webUrl address of GitHub's pages, without a slash at the end
 */
export function connectGitHub(
  authenticate: Authenticate,
  { workflow, webUrl }: { workflow: string; webUrl: string },
): GitHub {
  const at = authenticate;
  return {
    runUrl: ({ owner, name }, run) => `${webUrl}/${owner}/${name}/actions/runs/${run}`,
    fileUrl: ({ owner, name }, sha, path) => `${webUrl}/${owner}/${name}/blob/${sha}/${path}`,
    readFile: (repository, path) => readFile(at, repository, path),
    readOwnersFile: (repository, path) => readOwnersFile(at, repository, path),
    findRepository: (installation, name) => findRepository(at, installation, name),
    readIssue: (repository, issue) => readIssue(at, repository, issue),
    mayWrite: (repository, login) => mayWrite(at, repository, login),
    findComment: (repository, issue, marker) => findComment(at, repository, { issue, marker }),
    findBranch: (repository, branch) => findBranch(at, repository, branch),
    findPullRequest: (repository, branch) => findPullRequest(at, repository, branch),
    findRun: (repository, attempt) => findRun(at, repository, { workflow, ...attempt }),
    run: (repository, run) => readRun(at, repository, run),
    pendingEnvironments: (repository, run) => pendingEnvironments(at, repository, run),
    readArtifact: (repository, run, name) => readArtifact(at, repository, { run, name }),
    findCommit: (repository, branch, marker) => findCommit(at, repository, { branch, marker }),
    findPictures: (repository, task, marker) => findPictures(at, repository, { task, marker }),
    findCheckRun: (repository, head, externalId) => findCheckRun(at, repository, { head, externalId }),
    deploymentsOf: (repository, head) => deploymentsOf(at, repository, head),
    findReview: (repository, review) => findReview(at, repository, review),
    reviewComments: (repository, review) => reviewComments(at, repository, review),
    reviewsByPeople: (repository, pullRequest) => reviewsByPeople(at, repository, pullRequest),
    mergeCommitOf: (repository, pullRequest) => mergeCommitOf(at, repository, pullRequest),
    readPullRequest: (repository, pullRequest) => readPullRequest(at, repository, pullRequest),
    react: (repository, issue) => react(at, repository, issue),
    reactToComment: (repository, reaction) => reactToComment(at, repository, reaction),
    comment: (repository, issue, body) => comment(at, repository, { issue, body }),
    editComment: (repository, id, body) => editComment(at, repository, { comment: id, body }),
    label: (repository, issue, name) => label(at, repository, { issue, label: name }),
    dismissReview: (repository, review) => dismissReview(at, repository, review),
    openBranch: (repository, branch) => openBranch(at, repository, branch),
    openPullRequest: (repository, pullRequest) => openPullRequest(at, repository, pullRequest),
    dispatch: (repository, inputs) => dispatch(at, repository, { workflow, inputs }),
    cancelRun: (repository, run) => cancelRun(at, repository, run),
    commit: (repository, change) => commit(at, repository, change),
    publishPictures: (repository, pictures) => publishPictures(at, repository, pictures),
    createCheckRun: (repository, checkRun) => createCheckRun(at, repository, checkRun),
    updateCheckRun: (repository, id, view) => updateCheckRun(at, repository, { id, view }),
    updateDescription: (repository, pullRequest, body) => updatePullRequest(at, repository, { pullRequest, body }),
    markReady: (repository, nodeId) => markReady(at, repository, nodeId),
    closePullRequest: (repository, pullRequest) => updatePullRequest(at, repository, { pullRequest, state: 'closed' }),
    mergePullRequest: (repository, merge) => mergePullRequest(at, repository, merge),
    openRevert: (repository, revert) => openRevert(at, repository, revert),
    claim: (repository, wanted) => claim(at, repository, wanted),
    dropClaim: (repository, attempt) => dropClaim(at, repository, attempt),
    redeliverFailed: (since) => redeliverFailed(at, since),
  };
}
