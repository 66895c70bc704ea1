/**
 * Runs in the browser: while the page says that something is going on, it is read again and changed in place. What
 * somebody is writing stays: nothing changes while a field has the focus, and fields keep what was put into them.
 */

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

const fields = (root) => [...root.querySelectorAll('textarea, select, input:not([type=hidden])')];
const nameOf = (field) => [field.form?.getAttribute('action'), field.name, field.type === 'checkbox' && field.value].join(' ');
const changed = (field) => field.type === 'checkbox' ? field.checked !== field.defaultChecked
  : field.options ? [...field.options].some((option) => option.selected !== option.defaultSelected)
  : field.value !== field.defaultValue;

function keepWriting(fresh) {
  const written = new Map(fields(main()).filter(changed).map((field) => [nameOf(field), field]));
  for (const field of fields(fresh)) {
    const before = written.get(nameOf(field));
    if (!before) continue;
    if (field.type === 'checkbox') field.checked = before.checked;
    else field.value = before.value;
  }
}

function show(page) {
  const fresh = page.querySelector('main');
  if (!fresh) return;
  if (fields(main()).includes(document.activeElement)) {
    etag = undefined; // look again when the field has been left
    return;
  }
  keepWriting(fresh);
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
