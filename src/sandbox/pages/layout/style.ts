/** The look of all pages: plain, light and dark, for wide and narrow screens. */

export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fff, #0f1318);
  --inset: light-dark(#f5f7f9, #171c23);
  --ink: light-dark(#1d232a, #dfe5ec);
  --quiet: light-dark(#57606b, #949fab);
  --line: light-dark(#d5dbe2, #303843);
  --link: light-dark(#0b5cc4, #6cb0ff);
  --good: light-dark(#16713a, #4cc27a);
  --bad: light-dark(#c02430, #ff7b76);
  --busy: light-dark(#8a5a00, #e0aa3e);
  --purple: light-dark(#7440c6, #b795f5);
  --added: light-dark(#e2f6e8, #12301f);
  --removed: light-dark(#fdeaea, #3a1a1d);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
code, pre, .sha, .log { font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
h1, h2, p { margin: 0; }
h2 { font-size: 15px; }
header { background: var(--inset); border-bottom: 1px solid var(--line); }
.top, .tabs, main, footer { max-width: 1200px; margin: 0 auto; padding: 0 20px; }
.top { display: flex; gap: 16px; align-items: center; padding-block: 10px; }
.top > a { color: inherit; font-weight: 600; }
.top > a.right { font-weight: 400; font-size: 14px; }
.right { margin-left: auto; }
.tabs { display: flex; gap: 4px; overflow-x: auto; overflow-y: hidden; white-space: nowrap; }
.tabs a { padding: 8px 12px; color: inherit; border-bottom: 2px solid transparent; }
.tabs a[aria-current] { border-bottom-color: var(--bad); font-weight: 600; }
.tabs.inner { padding: 0; margin-bottom: 16px; border-bottom: 1px solid var(--line); }
main { padding-block: 20px 40px; min-height: 70vh; }
footer { padding-block: 20px; color: var(--quiet); font-size: 13px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 4px 8px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.heading { margin-bottom: 16px; }
.heading h1 { font-size: 24px; line-height: 1.25; font-weight: 500; overflow-wrap: anywhere; }
.heading .below { margin-top: 8px; line-height: 1.9; }
.below, .quiet { color: var(--quiet); }
.below { font-size: 13px; overflow-wrap: anywhere; }
.heading .below { font-size: 14px; }
.line { display: flex; gap: 16px; align-items: center; margin-bottom: 12px; flex-wrap: wrap; }
.box { border: 1px solid var(--line); border-radius: 8px; margin-bottom: 16px; min-width: 0; }
.box-head { display: flex; gap: 6px; align-items: center; flex-wrap: wrap; padding: 8px 16px; background: var(--inset); border-bottom: 1px solid var(--line); border-radius: 8px 8px 0 0; overflow-wrap: anywhere; font-size: 14px; }
.box-head:last-child, details:not([open]) > .box-head { border-bottom: 0; border-radius: 8px; }
summary.box-head { cursor: pointer; }
summary.box-head::before { content: "▸"; color: var(--quiet); width: 1em; } details[open] > summary.box-head::before { content: "▾"; }
main > p, .conversation > p { margin-bottom: 12px; }
.box.bad { border-color: var(--bad); }
.pad { padding: 12px 16px; }
.empty { padding: 24px 16px; color: var(--quiet); text-align: center; }
.rows, .files, .steps, .reactions, .menu ul { margin: 0; padding: 0; list-style: none; }
.rows > li { display: flex; gap: 8px 12px; align-items: baseline; padding: 10px 16px; border-top: 1px solid var(--line); flex-wrap: wrap; }
.rows > li:first-child { border-top: 0; }
.rows > li > .state { flex: none; width: 104px; white-space: normal; }
aside .rows > li > .state { width: auto; }
aside .rows > li > .grow { flex-basis: 100%; order: 1; }
.grow { flex: 1 1 0; min-width: 0; overflow-wrap: anywhere; }
a.title { color: inherit; font-weight: 600; }
h2.title { font-size: 19px; margin-bottom: 12px; }
.files li { border-top: 1px solid var(--line); }
.files li:first-child { border-top: 0; }
.files a { display: block; padding: 7px 16px; color: inherit; }
.files .sign { color: var(--quiet); display: inline-block; width: 1em; }
.steps { padding: 8px 0; counter-reset: none; }
.steps li { display: flex; gap: 8px; padding: 3px 16px; font-size: 14px; align-items: baseline; }
.menu { position: relative; }
.menu summary { padding: 3px 10px; border: 1px solid var(--line); border-radius: 6px; cursor: pointer; overflow-wrap: anywhere; }
.menu ul { position: absolute; z-index: 1; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 6px 0; min-width: 200px; max-width: 80vw; }
.menu ul a { display: block; padding: 4px 12px; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 260px; gap: 24px; }
.columns.reversed { grid-template-columns: 260px minmax(0, 1fr); }
aside { font-size: 14px; overflow-wrap: anywhere; }
aside h2 { font-size: 13px; color: var(--quiet); margin-bottom: 4px; }
aside p { margin-bottom: 4px; }
aside p + h2, aside form + h2, aside div + h2 { margin-top: 16px; }
aside .rows > li, aside .steps li { padding-inline: 8px; }
aside .rows > li.current { background: var(--inset); }
.account { color: inherit; white-space: nowrap; }
.avatar { vertical-align: -4px; margin-right: 6px; border-radius: 50%; }
.avatar.square { border-radius: 4px; }
.tag, .count, .label, .branch, .pill { display: inline-block; border-radius: 99px; font-size: 12px; line-height: 18px; padding: 0 8px; }
.tag { border: 1px solid var(--line); color: var(--quiet); }
.tag.good { color: var(--good); border-color: currentColor; }
.count { background: light-dark(#e6eaee, #2a323c); }
.branch { font-family: ui-monospace, Menlo, Consolas, monospace; background: light-dark(#e4f0fe, #14304f); border-radius: 6px; overflow-wrap: anywhere; }
.label { color: #14181d; font-weight: 600; border: 1px solid light-dark(#0002, #fff3); }
.label.dark { color: #fff; }
.pill { font-size: 13px; font-weight: 600; line-height: 24px; padding: 0 12px; color: light-dark(#fff, #0b0f14); background: var(--quiet); white-space: nowrap; margin-right: 4px; }
.pill.good { background: var(--good); } .pill.bad { background: var(--bad); } .pill.busy { background: var(--busy); } .pill.purple { background: var(--purple); }
.state { white-space: nowrap; font-size: 14px; color: var(--quiet); }
.state.good, .good { color: var(--good); } .state.bad, .figures .bad { color: var(--bad); } .state.busy { color: var(--busy); } .state.purple { color: var(--purple); }
.pill.good { color: light-dark(#fff, #0b0f14); }
.sign { display: inline-block; width: 1.1em; text-align: center; font-weight: 700; }
.turning { animation: breathe 1.4s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: .35; } }
@media (prefers-reduced-motion: reduce) { .turning { animation: none; } }
.event { display: flex; gap: 6px; align-items: baseline; flex-wrap: wrap; padding: 0 16px; font-size: 14px; color: var(--quiet); overflow-wrap: anywhere; }
.event strong, .event a { color: var(--ink); } .event a.sha { color: var(--quiet); }
.review { margin-bottom: 4px; }
.review .thread { margin-left: 24px; }
.remark { padding: 10px 16px; }
.remark + .remark, .scroll + .remark { border-top: 1px solid var(--line); }
.remarks td { padding: 0; }
.remarks .thread { max-width: 800px; margin: 8px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); font: 15px/1.5 system-ui, sans-serif; white-space: normal; }
.reactions { display: flex; gap: 6px; padding: 0 16px 12px; }
.reactions li { border: 1px solid var(--line); border-radius: 99px; padding: 0 10px; font-size: 13px; }
.buttons { display: flex; gap: 8px; margin-bottom: 16px; flex-wrap: wrap; }
.buttons { align-items: center; }
button[disabled] { color: var(--quiet); cursor: not-allowed; }
button, a.button { font: inherit; padding: 5px 14px; border: 1px solid var(--line); border-radius: 6px; background: var(--inset); color: inherit; cursor: pointer; }
button.main, a.button.main { background: light-dark(#16713a, #2a8a4f); border-color: transparent; color: #fff; font-weight: 600; }
a.button { display: inline-block; text-decoration: none; }
.form input:not([type]), .form input[type=text], .form input[type=number], .form select, .form textarea { font: inherit; padding: 5px 10px; width: min(100%, 360px); max-width: 100%; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; }
.form label { display: block; font-weight: 600; margin-bottom: 4px; }
.form label.choice { display: flex; gap: 8px; align-items: baseline; font-weight: 400; margin-bottom: 8px; }
.form p { margin-top: 8px; } .form .bad { color: var(--bad); } .form .buttons { margin: 16px 0 4px; } .form .box + .buttons { margin: 0 0 24px; }
.form fieldset { border: 0; margin: 0; } .form .choices { margin-left: 24px; }
.form .field { margin-bottom: 12px; border: 0; padding: 0; } .form .field > span, .form legend { display: block; font-weight: 600; margin-bottom: 4px; padding: 0; }
.form .field input, .form .field select, .form .field textarea { font-weight: 400; } .form .field .prose { font-weight: 400; font-size: 14px; }
.form textarea { display: block; width: 100%; resize: vertical; } .form .field input[type=text] { width: 100%; max-width: 640px; }
.form.line { align-items: end; } .form.line .field { margin: 0; } .form.line select { width: auto; max-width: 150px; }
.form > .buttons:last-child { margin-bottom: 0; }
.inline { display: inline; } .line { margin-bottom: 12px; } .line .buttons { margin: 0; } aside .line { margin-bottom: 6px; gap: 6px; }
button.small { padding: 0 7px; font-size: 12px; color: var(--quiet); }
button[aria-pressed] { border-color: var(--link); }
.fold > summary { cursor: pointer; color: var(--quiet); font-size: 14px; }
.fold.head > summary { padding: 8px 16px; color: inherit; font-weight: 600; }
.fold.edit { margin-bottom: 12px; } .fold.edit > .form, .fold.edit > .buttons { padding: 12px 0; }
.box .fold.edit { padding: 0 16px; } .box .tools { padding: 0 16px; gap: 0 16px; align-items: start; } .box .tools .fold { padding: 0; } .box .tools .fold[open], .box .tools .form { flex: 1 1 100%; } .tools > a, .edit { font-size: 14px; } .edit { margin-bottom: 12px; }
aside .fold { margin-top: 12px; } aside .fold > .form { padding: 8px 0; } aside > .form { margin-top: 12px; }
.acting summary { font-size: 14px; padding: 2px 10px; } .acting ul { right: 0; min-width: 160px; }
.acting button { display: block; width: 100%; text-align: left; border: 0; border-radius: 0; background: none; } .acting button:hover, .acting button[aria-current] { background: var(--inset); font-weight: 600; }
.scroll { overflow-x: auto; }
.diff { border-collapse: collapse; width: 100%; font: 13px/1.45 ui-monospace, Menlo, Consolas, monospace; }
.diff td { padding: 0 8px; vertical-align: top; white-space: pre; }
.diff .number { width: 1%; min-width: 40px; text-align: right; color: var(--quiet); user-select: none; }
.diff .sign { width: 1%; padding: 0; display: table-cell; }
.diff .added { background: var(--added); } .diff .removed { background: var(--removed); }
.diff .hunk, .diff .note { color: var(--quiet); background: var(--inset); }
.message { white-space: pre-wrap; margin: 0; overflow-wrap: anywhere; }
pre.message:not(.pad) { margin: 4px 0; }
dl { margin: 0; display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 16px; font-size: 14px; }
dt { color: var(--quiet); } dd { margin: 0; }
dl .message { max-height: 300px; overflow: auto; }
.log { padding: 8px 0; overflow-x: auto; background: light-dark(#f7f9fb, #0b0e12); border-radius: 0 0 8px 8px; }
.log-line { display: flex; gap: 12px; padding: 0 12px; }
.log-line code { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 0; }
.log-line .number { flex: none; width: 3em; text-align: right; color: var(--quiet); user-select: none; }
.log-line:target { background: light-dark(#fff3c4, #3b2f0a); }
.log-line.error code { color: var(--bad); } .log-line.warning code { color: var(--busy); } .log-line.command code { color: var(--link); }
.log summary { cursor: pointer; list-style: none; }
.log summary code::before { content: "▸ "; } .log details[open] summary code::before { content: "▾ "; }
.prose { overflow-wrap: anywhere; }
.prose > :first-child { margin-top: 0; } .prose > :last-child { margin-bottom: 0; }
.prose p, .prose ul, .prose ol, .prose table, .prose pre, .prose blockquote, .prose details { margin: 0 0 12px; }
.prose ul, .prose ol { padding-left: 24px; }
.prose li:has(> input), .prose li:has(> p > input) { list-style: none; margin-left: -20px; }
.prose h1, .prose h2, .prose h3, .prose h4 { margin: 20px 0 10px; line-height: 1.3; }
.prose h1 { font-size: 22px; } .prose h2 { font-size: 19px; } .prose h3 { font-size: 16px; } .prose h4 { font-size: 15px; }
.prose h1, .prose h2 { padding-bottom: 6px; border-bottom: 1px solid var(--line); }
.prose code { background: light-dark(#eef1f4, #222a34); padding: 2px 5px; border-radius: 5px; font-size: 12.5px; }
.prose pre { padding: 12px; background: var(--inset); border-radius: 6px; overflow-x: auto; }
.prose pre code { background: none; padding: 0; }
.prose table { display: block; overflow-x: auto; border-collapse: collapse; }
.prose th, .prose td { padding: 5px 12px; border: 1px solid var(--line); text-align: left; overflow-wrap: normal; }
.prose th { background: var(--inset); }
.prose blockquote { padding: 0 14px; color: var(--quiet); border-left: 4px solid var(--line); }
.prose blockquote > :last-child { margin-bottom: 0; }
.prose .alert { color: inherit; border-color: var(--link); } .prose .alert-title { font-weight: 600; color: var(--link); margin-bottom: 4px; }
.prose .tip { border-color: var(--good); } .prose .tip .alert-title { color: var(--good); }
.prose .important { border-color: var(--purple); } .prose .important .alert-title { color: var(--purple); }
.prose .warning { border-color: var(--busy); } .prose .warning .alert-title { color: var(--busy); }
.prose .caution { border-color: var(--bad); } .prose .caution .alert-title { color: var(--bad); }
.prose img { max-width: 100%; height: auto; }
.prose .mention { font-weight: 600; color: inherit; }
.prose summary { cursor: pointer; }
.prose hr { border: 0; border-top: 2px solid var(--line); }
@media (max-width: 800px) {
  .columns, .columns.reversed { grid-template-columns: minmax(0, 1fr); }
  .top, .tabs, main, footer { padding-inline: 12px; }
  .tabs.inner { padding: 0; }
  .rows > li > .grow { flex-basis: 60%; }
  .review .thread { margin-left: 0; }
  .top { flex-wrap: wrap; gap: 4px 16px; }
  .rows > li, .box-head, .pad, .remark { padding-inline: 12px; }
}
`;
