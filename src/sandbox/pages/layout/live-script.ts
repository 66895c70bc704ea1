/** Runs in the browser: while the page says that something is going on, it is read again and changed in place. */

export const liveScript = `const main = () => document.querySelector('main');
let etag;
let failures = 0;

async function look() {
  if (document.hidden) return;
  try {
    const response = await fetch(location.href, { headers: { accept: 'text/html', ...(etag ? { 'if-none-match': etag } : {}) }, cache: 'no-store' });
    failures = 0;
    if (response.status === 304 || !response.ok) return;
    etag = response.headers.get('etag') ?? undefined;
    show(new DOMParser().parseFromString(await response.text(), 'text/html'));
  } catch {
    failures += 1; // the sandbox has ended, or is starting again
  }
}

function show(page) {
  const fresh = page.querySelector('main');
  if (!fresh) return;
  const opened = [...main().querySelectorAll('details')].map((each) => each.open);
  const before = [...main().querySelectorAll('details')].map((each) => each.querySelector('summary')?.textContent);
  [...fresh.querySelectorAll('details')].forEach((each, index) => {
    if (each.querySelector('summary')?.textContent === before[index]) each.open = opened[index];
  });
  const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 4 && scrollY > 0;
  document.title = page.title;
  main().replaceWith(document.adoptNode(fresh));
  if (atEnd) scrollTo(0, document.documentElement.scrollHeight);
}

setInterval(() => {
  if (main().dataset.live === 'yes' && failures < 20) void look();
}, 1000);
document.addEventListener('visibilitychange', () => void look());
`;
